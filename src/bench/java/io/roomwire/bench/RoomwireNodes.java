package io.roomwire.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Nodes of the packaged jar on one Redis, started by the README's production command. */
final class RoomwireNodes {

    private static final List<String> FLAGS =
            List.of("--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
                    "-Xmx512m", "-Xmn32m", "-XX:MetaspaceSize=64m", "-XX:MaxDirectMemorySize=512m");
    private static final String TOKEN = "bench-control-token";
    private static final String PATH = "/api/v1/streams/topic:@RUN@-%d/events";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private RoomwireNodes() {
    }

    /** Starts as many nodes as the peer has, with the start cache, and waits until each is ready. */
    static Contender start(Peer peer, Workshop workshop) {
        int redis = Loopback.freePort();
        Child store = RedisServer.start(workshop, redis);
        List<Integer> ports = IntStream.range(0, peer.nodes()).mapToObj(_ -> Loopback.freePort()).toList();
        Workshop cached = StartCache.in(workshop);
        List<Child> nodes = ports.stream().map(port -> node(cached, redis, port)).toList();
        for (int i = 0; i < nodes.size(); i++) {
            int port = ports.get(i);
            nodes.get(i).awaitServing(() -> ready(port));
        }
        return new Contender(peer, nodes, List.of(store), address(ports));
    }

    /** How the load client reaches the nodes; whoever posts shows the control token. */
    private static Address address(List<Integer> ports) {
        return Address.wrapped(ports, PATH, "{\"name\":\"m\",\"data\":", "}").posting("x-control-token: " + TOKEN);
    }

    /** Starts one on the Redis of that port, which may not be ready yet. */
    static Child node(Workshop workshop, int redis, int port) {
        return Child.start(workshop.folder("roomwire"), "node", Map.of("REDIS_URI", "redis://127.0.0.1:" + redis,
                "MICRONAUT_SERVER_HOST", "127.0.0.1", "MICRONAUT_SERVER_PORT", Integer.toString(port),
                "ROOMWIRE_CONTROL_TOKEN", TOKEN, "ROOMWIRE_TOPICS_READ", "public", "ROOMWIRE_SSE_STREAMS", "20000"),
                command(workshop));
    }

    private static List<String> command(Workshop workshop) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(FLAGS);
        command.addAll(workshop.flags());
        command.addAll(List.of("-jar", workshop.jar().toString()));
        return command;
    }

    /** Whether it says so itself. */
    static boolean ready(int port) {
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build();
        try {
            return HTTP.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new BenchFailure("interrupted", e);
        }
    }
}
