package io.roomwire.testkit;

import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A node in this JVM, on a loopback port of its own; several may run side by side. */
public final class Node implements AutoCloseable {

    public static final String CONTROL_TOKEN = "control-token-of-the-tests";

    /** Machines that build are busy. */
    private static final Duration START = Duration.ofMinutes(1);

    private final EmbeddedServer server;

    private Node(EmbeddedServer server) {
        this.server = server;
    }

    /** Starts a node on the Redis given and waits until it is ready. */
    public static Node start(String redisUri) {
        return start(redisUri, Map.of());
    }

    /** Starts a node with further settings and waits until it is ready. */
    public static Node start(String redisUri, Map<String, Object> settings) {
        Node node = launch(redisUri, settings);
        await().atMost(START).until(node::isReady);
        return node;
    }

    /** Starts a node of a demo run, with its feeds and open to everybody, and waits until it is ready. */
    public static Node demo(String redisUri) {
        Node node = launch(redisUri, Map.of("roomwire.control-token", "", "roomwire.jwt.secret", Jwt.SECRET), "demo",
                "open");
        await().atMost(START).until(node::isReady);
        return node;
    }

    /** Starts a node and does not ask whether it is ready. */
    public static Node launch(String redisUri, Map<String, Object> settings, String... environments) {
        Map<String, Object> all = new HashMap<>(Map.of("redis.uri", redisUri, "micronaut.server.port", -1,
                "micronaut.server.host", "127.0.0.1", "roomwire.control-token", CONTROL_TOKEN,
                "roomwire.topics.read", "public"));
        all.putAll(settings);
        return new Node(ApplicationContext.run(EmbeddedServer.class, all, environments));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public boolean isReady() throws IOException {
        return Http.get(address().resolve("/readyz")).statusCode() == 200;
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    /** The bean of that type with that name. */
    public <T> T bean(Class<T> type, String name) {
        return server.getApplicationContext().getBean(type, Qualifiers.byName(name));
    }

    /** Ends it as SIGTERM would; returns when it has ended. */
    public void stop() {
        server.close();
    }

    @Override
    public void close() {
        stop();
    }
}
