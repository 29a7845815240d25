package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Stats;
import io.roomwire.hub.Waiting;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** Two nodes, each of which knows of both. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
final class OverviewIT {

    private static final String EVENTS = "/api/v1/ops/overview/events";
    private static final String TOKEN = "x-control-token: " + Node.CONTROL_TOKEN;
    /** A round of either node, and then some, since the machine may be busy. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private final RedisProcess redis = RedisProcess.start();
    private final Node one = Node.start(redis.uri());
    private final Node two = Node.start(redis.uri());
    private final Topic topic = Topic.fresh();

    @AfterAll
    void close() {
        one.close();
        two.close();
        redis.close();
    }

    @Test
    void countsViewersOverBothNodes() {
        try (SseViewer a = topic.watch(one.address()); SseViewer b = topic.watch(two.address());
                SseViewer c = topic.watch(two.address())) {
            assertThat(List.of(a, b, c)).doesNotContainNull();
            for (Node node : List.of(one, two)) {
                await().atMost(SOON).until(() -> viewers(Seen.overview(node.address())) == 3);
            }
            Seen seen = Seen.overview(one.address());
            assertThat(seen.system("topic").number("viewers")).isEqualTo(3);
            assertThat(seen.node(one.address()).orElseThrow().number("viewers")).isEqualTo(1);
            assertThat(seen.node(two.address()).orElseThrow().number("viewers")).isEqualTo(2);
            assertThat(seen.node(two.address()).orElseThrow().number("connections")).isEqualTo(2);
        }
        await().atMost(SOON).until(() -> viewers(Seen.overview(one.address())) == 0);
    }

    private long viewers(Seen seen) {
        return seen.stream(topic.stream()).map(stream -> stream.number("viewers")).orElse(0L);
    }

    @Test
    void tellsHowFastAStreamGrowsThatNobodyWatches() {
        StreamKey room = new StreamKey("room", "grows");
        await().atMost(SOON).until(() -> {
            append(one, room, 10);
            append(two, room, 10);
            return Seen.overview(two.address()).stream("room:grows").filter(stream -> stream.rate() > 10).isPresent();
        });
        await().atMost(SOON).until(() -> Seen.overview(one.address()).stream("room:grows")
                .filter(stream -> stream.rate() == 0).isPresent());
    }

    @Test
    void saysHowNodesAndRedisAre() {
        await().atMost(SOON).until(() -> Seen.overview(one.address()).states().equals(List.of("ready", "ready")));
        Seen seen = Seen.overview(one.address());
        Seen node = seen.node(two.address()).orElseThrow();
        assertThat(node.text("started_at")).matches("20\\d\\d-.*Z");
        assertThat(node.number("heap_used")).isPositive();
        assertThat(node.has("redis_round_trip_ms")).isTrue();
        assertThat(node.has("reason")).isFalse();
        Seen server = seen.in("redis");
        assertThat(server.text("state")).isEqualTo("up");
        assertThat(server.text("version")).startsWith("7.");
        assertThat(server.number("used_memory")).isPositive();
        assertThat(seen.all("systems")).hasSize(6);
    }

    @Test
    void hidesWhoHasAPrivateChat() {
        append(one, new StreamKey("room-dm", "t_9:secret-session-1"), 1);
        append(one, new StreamKey("room-dm", "t_9:secret-session-2"), 1);
        await().atMost(SOON).until(() -> Seen.overview(two.address()).stream("room-dm:t_9:*").isPresent());
        assertThat(Seen.overview(two.address()).body().toString()).doesNotContain("secret-session");
        assertThat(String.valueOf(redis.call("HVALS", "rw:{cluster:nodes}:reports"))).contains("room-dm:t_9:*")
                .doesNotContain("secret-session");
    }

    @Test
    void sendsItAtOnceAndThenEveryTwoSeconds() {
        try (RawSse viewer = RawSse.connect(one.address()); RawSse other = RawSse.connect(one.address())) {
            assertThat(viewer.get(EVENTS, TOKEN).readHead()).startsWith("HTTP/1.1 200 ").contains("text/event-stream");
            String first = viewer.readThrough("}\n\n");
            assertThat(first).contains("event: overview\ndata: {\"ts\":").doesNotContain("id:");
            long start = System.nanoTime();
            other.get(EVENTS, TOKEN).readThrough("}\n\n");
            String second = viewer.readThrough("}\n\n");
            assertThat(Seen.of(second.substring(second.indexOf("data: ") + 6)).states()).contains("ready");
            assertThat(other.readThrough("}\n\n")).contains("event: overview\n");
            viewer.readThrough("}\n\n");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1500), SOON);
        }
        await().atMost(SOON).until(() -> Long.valueOf(0).equals(one.bean(Stats.class).connections().get("local")));
    }

    @Test
    void endsWithItsNodeWhichTheOthersForgetAtOnce() {
        Node third = Node.start(redis.uri());
        URI address = third.address();
        await().atMost(SOON).until(() -> Seen.overview(one.address()).node(address).isPresent());
        try (RawSse viewer = RawSse.connect(address)) {
            viewer.get(EVENTS, TOKEN).readThrough("}\n\n");
            third.stop();
            assertThat(viewer.readToEnd()).endsWith("\r\n0\r\n\r\n");
        }
        assertThat(String.valueOf(redis.call("HVALS", "rw:{cluster:nodes}:reports")))
                .doesNotContain(address.getAuthority()).contains(one.address().getAuthority());
        await().atMost(SOON).until(() -> Seen.overview(one.address()).node(address).isEmpty());
    }

    @Test
    void showsTwoHundredOfAThousandStreamsAndCountsTheRest() {
        List<StreamKey> many = IntStream.range(0, 1000).mapToObj(i -> new StreamKey("worklog", "w" + i)).toList();
        many.forEach(stream -> append(one, stream, 1));
        append(one, many.get(777), 100);
        await().atMost(SOON).until(() -> Seen.overview(two.address()).system("worklog").number("streams") == 1000);
        Seen seen = Seen.overview(two.address());
        assertThat(seen.all("streams")).hasSize(200).anyMatch(stream -> stream.text("stream").equals("worklog:w777"));
        long all = seen.all("systems").stream().mapToLong(system -> system.number("streams")).sum();
        assertThat(seen.number("left_out")).isEqualTo(all - 200);
        assertThat(String.valueOf(redis.call("HVALS", "rw:{cluster:nodes}:reports")).length()).isLessThan(40_000);
    }

    private static void append(Node node, StreamKey stream, int events) {
        Hub hub = node.bean(Hub.class);
        IntStream.range(0, events).mapToObj(i -> hub.append(Append.of(stream, "e", "1"))).toList()
                .forEach(Waiting::join);
    }
}
