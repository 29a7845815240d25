package io.roomwire.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node as people run it: {@code java -jar} on the jar that the build made, with settings by environment. */
public final class NodeProcess implements AutoCloseable {

    private final int port = Loopback.freePort();
    private final TemporaryFolder folder;
    private final ChildProcess process;

    private NodeProcess(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of("MICRONAUT_SERVER_PORT", Integer.toString(port),
                "MICRONAUT_SERVER_HOST", "127.0.0.1", "ROOMWIRE_CONTROL_TOKEN", Node.CONTROL_TOKEN,
                "ROOMWIRE_TOPICS_READ", "public"));
        all.putAll(environment);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow", "-jar", System.getProperty("roomwire.jar"));
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
        NodeProcess node = launch(all);
        node.process.awaitServing(node.folder, node::isReady);
        return node;
    }

    /** Starts a node with nothing but a port, a control token and the environment given. */
    public static NodeProcess launch(Map<String, String> environment) {
        return new NodeProcess(environment);
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
}
