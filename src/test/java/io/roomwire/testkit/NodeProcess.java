package io.roomwire.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A node as people run it: {@code java -jar} on the jar that the build made, with settings by environment. */
public final class NodeProcess implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("roomwire.jar", "target/roomwire.jar")).toAbsolutePath();

    private final int port = Loopback.freePort();
    private final TemporaryFolder folder;
    private final Map<String, String> environment;
    private final List<String> command;
    private ChildProcess process;

    private NodeProcess(Map<String, String> environment, String archive, String... before) {
        Map<String, String> all = new HashMap<>(Map.of("MICRONAUT_SERVER_PORT", Integer.toString(port),
                "MICRONAUT_SERVER_HOST", "127.0.0.1", "ROOMWIRE_CONTROL_TOKEN", Node.CONTROL_TOKEN,
                "ROOMWIRE_TOPICS_READ", "public"));
        all.putAll(environment);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        this.environment = all;
        command = with(before, java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow", archive, "-jar", JAR.toString());
        folder = TemporaryFolder.create("node");
        process = ChildProcess.start(folder.path(), this.environment, command);
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

    private static List<String> with(String[] before, String... command) {
        return Stream.of(before, command).flatMap(Stream::of).toList();
    }

    /** Starts a node that may not open more files and sockets than that, and waits until it is ready. */
    public static NodeProcess startWithDescriptors(String redisUri, int descriptors) {
        return new NodeProcess(Map.of("REDIS_URI", redisUri), Classes.ARCHIVE, "prlimit",
                "--nofile=" + descriptors + ':' + descriptors).serving();
    }

    /** Starts it again on the same port, once it has ended; returns at once. */
    public NodeProcess relaunch() {
        process = ChildProcess.start(folder.path(), this.environment, command);
        return this;
    }

    /** Waits until it is ready. */
    public NodeProcess serving() {
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

    /**
     * Made by a first node, once for each jar: with its classes as they are after a start, the others start three
     * times as fast. Other test processes wait until it is there.
     */
    private static final class Classes {

        static final String ARCHIVE = "-XX:AOTCache=" + made(JAR.resolveSibling("roomwire.aot"));

        private static Path made(Path archive) {
            try (FileChannel lock = FileChannel.open(archive.resolveSibling("roomwire.aot.lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE); var _ = lock.lock()) {
                if (archive.toFile().lastModified() < JAR.toFile().lastModified()) {
                    make(archive);
                }
                return archive;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void make(Path archive) {
            try (NodeProcess first = new NodeProcess(Map.of("REDIS_URI", TestRedis.uri()),
                    "-XX:AOTCacheOutput=" + archive)) {
                first.serving().terminate();
                first.exitStatus();
            }
        }
    }
}
