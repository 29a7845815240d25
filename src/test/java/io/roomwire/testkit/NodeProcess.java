package io.roomwire.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node as people run it: {@code java -jar} on the jar that the build made, with settings by environment. */
public final class NodeProcess implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("roomwire.jar", "target/roomwire.jar")).toAbsolutePath();

    private final int port = Loopback.freePort();
    private final TemporaryFolder folder;
    private final ChildProcess process;

    private NodeProcess(Map<String, String> environment, String archive) {
        Map<String, String> all = new HashMap<>(Map.of("MICRONAUT_SERVER_PORT", Integer.toString(port),
                "MICRONAUT_SERVER_HOST", "127.0.0.1", "ROOMWIRE_CONTROL_TOKEN", Node.CONTROL_TOKEN,
                "ROOMWIRE_TOPICS_READ", "public"));
        all.putAll(environment);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow", archive, "-jar", JAR.toString());
        folder = TemporaryFolder.create("node");
        process = ChildProcess.start(folder.path(), all, command);
    }

    /** Starts a node on the Redis given and waits until it is ready. */
    public static NodeProcess start(String redisUri) {
        return start(redisUri, Map.of());
    }

    /** Starts a node with further environment and waits until it is ready. */
    public static NodeProcess start(String redisUri, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("REDIS_URI", redisUri);
        return launch(all).serving();
    }

    private NodeProcess serving() {
        process.awaitServing(folder, this::isReady);
        return this;
    }

    /** Starts a node with nothing but a port, a control token and the environment given. */
    public static NodeProcess launch(Map<String, String> environment) {
        return new NodeProcess(environment, Classes.ARCHIVE);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public boolean isReady() {
        try {
            return Loopback.accepts(port) && Http.get(address().resolve("/readyz")).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /** All that it has printed. */
    public String output() {
        return process.output();
    }

    /** SIGKILL. */
    public void kill() {
        process.close();
    }

    /** SIGTERM. */
    public void terminate() {
        process.signal("TERM");
    }

    /** Stops it without closing anything (SIGSTOP), until {@link #thaw}. */
    public void freeze() {
        process.signal("STOP");
    }

    public void thaw() {
        process.signal("CONT");
    }

    /** Waits for the end and tells its status. */
    public int exitStatus() {
        return process.exitStatus();
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }

    /** Made by a first node, once for each jar: from the archive of its classes the others start twice as fast. */
    private static final class Classes {

        static final String ARCHIVE = "-XX:SharedArchiveFile=" + made(JAR.resolveSibling("roomwire.jsa"));

        private static Path made(Path archive) {
            if (archive.toFile().lastModified() < JAR.toFile().lastModified()) {
                try (NodeProcess first = new NodeProcess(Map.of("REDIS_URI", TestRedis.uri()),
                        "-XX:ArchiveClassesAtExit=" + archive)) {
                    first.serving().terminate();
                    first.exitStatus();
                }
            }
            return archive;
        }
    }
}
