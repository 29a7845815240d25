package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program as people run it. */
@Timeout(60)
final class ApplicationIT {

    private static final String REDIS = "REDIS_URI";
    private static final Pattern LOOK_INSIDE = Pattern.compile("redis-cli -p ([0-9]+)");

    @Test
    void demandsRedisInOneLine() {
        assertThat(refusal(Map.of())).startsWith("roomwire: REDIS_URI or ").contains(" is not set");
    }

    @Test
    void refusesABadValueInOneLine() {
        assertThat(refusal(Map.of(REDIS, "redis://127.0.0.1:1", "ROOMWIRE_RING_NODE_BYTES", "lots"))).isEqualTo(
                "roomwire: roomwire.ring.node-bytes (ROOMWIRE_RING_NODE_BYTES): \"lots\" is not permitted;"
                        + " permitted: 1MB to 64GB\n");
    }

    @Test
    void refusesAPortThatIsTakenInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(refusal(Map.of(REDIS, "redis://127.0.0.1:1", "MICRONAUT_SERVER_PORT", port)))
                    .startsWith("roomwire: micronaut.server.port (MICRONAUT_SERVER_PORT): cannot listen on ")
                    .contains(port, "in use").containsOnlyOnce("\n");
        }
    }

    @Test
    void refusesARedisThatIsTooOld() throws IOException {
        try (OldRedis redis = OldRedis.start(); NodeProcess node = NodeProcess.launch(Map.of(REDIS, redis.uri()))) {
            assertThat(node.exitStatus()).isEqualTo(1);
            assertThat(node.output()).contains("roomwire: Redis is version 6.2.14;");
        }
    }

    @Test
    void startsLiveButNotReadyWhileRedisIsAway() throws IOException {
        try (NodeProcess node = NodeProcess.launch(Map.of(REDIS, "redis://127.0.0.1:1"))) {
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions()
                    .until(() -> Http.get(node.address().resolve("/healthz")).statusCode() == 200);
            assertThat(Http.get(node.address().resolve("/readyz")).statusCode()).isEqualTo(503);
            await().untilAsserted(() -> assertThat(node.output()).contains("redis://127.0.0.1:1 cannot be reached"));
        }
    }

    @Test
    void endsWithinThreeSecondsOfSigtermWithStreamsOpen() {
        try (NodeProcess node = NodeProcess.start(TestRedis.uri()); RawSse viewer = RawSse.connect(node.address())) {
            viewer.get(Topic.fresh().path()).readThrough(": connected");
            long told = System.nanoTime();
            node.terminate();
            assertThat(node.exitStatus()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(3));
            assertThat(node.output()).doesNotContain("Exception", "ERROR");
        }
    }

    @Test
    void bringsARedisToTheDemoAndTakesItAwayAgain() {
        try (NodeProcess demo = demo()) {
            int redis = redisPort(demo);
            assertThat(answers(redis)).isTrue();
            demo.terminate();
            assertThat(demo.exitStatus()).isZero();
            assertThat(answers(redis)).isFalse();
        }
    }

    @Test
    void hasTheDemosRoomsOpenWhenItSaysWhereTheyAre() {
        try (NodeProcess demo = demo()) {
            redisPort(demo);
            try (RawSse viewer = RawSse.connect(demo.address())) {
                assertThat(viewer.get("/api/rooms/t_001/events").readThrough("event: stream_packet\n"))
                        .doesNotContain("stream_packet_error");
            }
        }
    }

    @Test
    void takesTheDemosRedisAwayEvenWhenKilled() {
        try (NodeProcess demo = demo()) {
            int redis = redisPort(demo);
            demo.kill();
            await().atMost(Duration.ofSeconds(10)).until(() -> !answers(redis));
        }
    }

    private static NodeProcess demo() {
        return NodeProcess.launch(Map.of("ROOMWIRE_RUN", "demo"));
    }

    private static int redisPort(NodeProcess demo) {
        return await().atMost(Duration.ofSeconds(20)).until(
                () -> LOOK_INSIDE.matcher(demo.output()).results().map(ApplicationIT::number).findFirst().orElse(0),
                port -> port > 0);
    }

    private static int number(MatchResult match) {
        return Integer.parseInt(match.group(1));
    }

    private static String refusal(Map<String, String> environment) {
        try (NodeProcess node = NodeProcess.launch(environment)) {
            assertThat(node.exitStatus()).isEqualTo(1);
            return node.output();
        }
    }

    private static boolean answers(int redis) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis)) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException _) {
            return false;
        }
    }
}
