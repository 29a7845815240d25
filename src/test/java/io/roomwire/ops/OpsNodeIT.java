package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Waiting;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nodes by lease, and one node's own streams. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
final class OpsNodeIT {

    private static final String KILOBYTE = "\"" + "x".repeat(1022) + "\"";

    private final RedisProcess redis = RedisProcess.start();
    private final Node node = Node.start(redis.uri(), Map.of("roomwire.sse.slow-reader", "5m"));

    @AfterAll
    void close() {
        node.close();
        redis.close();
    }

    @Test
    void namesTheNodesThatHoldALease() {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            Seen nodes = Seen.get(node.address(), "/api/v1/ops/nodes");
            return nodes.node(node.address()).filter(row -> row.flag("leased")).isPresent();
        });
        Seen nodes = Seen.get(node.address(), "/api/v1/ops/nodes");
        Seen row = nodes.all("nodes").getFirst();
        assertThat(row.text("node")).isEqualTo(nodes.text("node"));
        assertThat(row.flag("draining")).isFalse();
        assertThat(List.of("version", "viewers", "connections", "appends_per_second", "deliveries_per_second",
                "cpu_cores", "heap_used")).allMatch(row::has);
    }

    @Test
    void showsHowFarTheSlowestViewerIsBehind() {
        Topic topic = Topic.fresh();
        try (SseViewer quick = topic.watch(node.address()); RawSse slow = RawSse.connectNarrow(node.address())) {
            slow.get(topic.path());
            await().until(() -> stream(topic).number("viewers") == 2);
            assertThat(stream(topic).number("lag_events")).isZero();
            for (int round = 1; round <= 20; round++) {
                append(topic, 500);
                quick.awaitEvents(round * 500);
            }
            Seen row = stream(topic);
            assertThat(row.number("lag_events")).isGreaterThan(1000);
            assertThat(row.number("lag_ms")).isPositive();
            assertThat(row.number("events")).isBetween(900L, 1000L);
            assertThat(row.number("bytes")).isGreaterThan(900_000);
            assertThat(Long.toString(row.number("position"))).isEqualTo(quick.lastEventId());
            assertThat(row.number("oldest")).isPositive().isLessThan(row.number("position"));
        }
        await().until(() -> stream(topic).number("lag_events") == 0);
    }

    @Test
    void showsAsManyAsAskedForOfTheSystemAskedFor() {
        Topic popular = Topic.fresh();
        Topic other = Topic.fresh();
        try (SseViewer a = popular.watch(node.address()); SseViewer b = popular.watch(node.address());
                SseViewer c = other.watch(node.address())) {
            assertThat(List.of(a, b, c)).doesNotContainNull();
            Seen first = Seen.get(node.address(), "/api/v1/ops/streams?limit=1");
            assertThat(first.all("streams")).hasSize(1);
            assertThat(first.stream(popular.stream())).isPresent();
            assertThat(first.number("left_out")).isPositive();
            assertThat(Seen.get(node.address(), "/api/v1/ops/streams?system=topic").stream(other.stream())).isPresent();
            assertThat(Seen.get(node.address(), "/api/v1/ops/streams?system=console").all("streams")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "limit=-1", "system=local", "system=ROOM"})
    void refusesAnythingElse(String query) throws IOException {
        HttpResponse<String> answer = Http.get(node.address().resolve("/api/v1/ops/streams?" + query),
                "x-control-token", Node.CONTROL_TOKEN);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.at(answer.body(), "code").getStringValue()).isEqualTo("VALIDATION_ERROR");
    }

    private Seen stream(Topic topic) {
        return Seen.get(node.address(), "/api/v1/ops/streams?limit=1000").stream(topic.stream()).orElseThrow();
    }

    private void append(Topic topic, int events) {
        Hub hub = node.bean(Hub.class);
        Append append = Append.of(new StreamKey("topic", topic.name()), "e", KILOBYTE);
        IntStream.range(0, events).mapToObj(i -> hub.append(append)).toList().forEach(Waiting::join);
    }
}
