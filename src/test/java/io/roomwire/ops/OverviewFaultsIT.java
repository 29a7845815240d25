package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;

/** What is shown of nodes and of a Redis that do not answer. */
@Tag("faults")
@Timeout(90)
final class OverviewFaultsIT {

    private static final Duration SOON = Duration.ofSeconds(15);
    /** Less than anything waits for Redis. */
    private static final Duration AT_ONCE = Duration.ofMillis(1500);

    private final RedisProcess redis = RedisProcess.start();
    private final Node node = Node.start(redis.uri());
    private final Topic topic = Topic.fresh();

    @AfterEach
    void close() {
        node.close();
        redis.close();
    }

    @Test
    @Execution(CONCURRENT)
    void aKilledNodeFallsSilentAndIsGoneAfterThirtySeconds() {
        try (NodeProcess other = NodeProcess.start(redis.uri())) {
            killWatched(other);
            long killed = System.nanoTime();
            await().atMost(SOON).until(() -> state(other.address()).equals(Optional.of("silent")));
            assertThat(since(killed)).isGreaterThan(Duration.ofSeconds(4));
            assertThat(viewers()).isZero();
            await().atMost(Duration.ofSeconds(30)).until(() -> state(other.address()).isEmpty());
            assertThat(since(killed)).isGreaterThan(Duration.ofSeconds(27));
        }
    }

    private void killWatched(NodeProcess other) {
        try (SseViewer viewer = topic.watch(other.address())) {
            assertThat(viewer.attempts()).isOne();
            await().atMost(SOON).until(() -> viewers() == 1);
            other.kill();
        }
    }

    @Test
    @Execution(CONCURRENT)
    void aFrozenNodeIsSilentAndComesBack() {
        try (NodeProcess other = NodeProcess.start(redis.uri())) {
            await().atMost(SOON).until(() -> state(other.address()).equals(Optional.of("ready")));
            other.freeze();
            await().atMost(SOON).until(() -> state(other.address()).equals(Optional.of("silent")));
            other.thaw();
            await().atMost(SOON).until(() -> state(other.address()).equals(Optional.of("ready")));
        }
    }

    @Test
    @Execution(CONCURRENT)
    void answersFromMemoryWhileRedisDoesNotAnswer() {
        await().atMost(SOON).until(() -> redisState().equals("up"));
        redis.freeze();
        await().atMost(SOON).until(() -> redisState().equals("away"));
        assertKeepsAnswering();
        redis.thaw();
        await().atMost(SOON).until(() -> redisState().equals("up"));
    }

    @Test
    @Execution(CONCURRENT)
    void answersFromMemoryWhileRedisIsGone() {
        await().atMost(SOON).until(() -> redisState().equals("up"));
        redis.kill();
        await().atMost(SOON).until(() -> redisState().equals("away"));
        assertKeepsAnswering();
        redis.restart();
        await().atMost(SOON).until(() -> redisState().equals("up"));
    }

    /** Also newcomers, and also by events. */
    private void assertKeepsAnswering() {
        long asked = System.nanoTime();
        Seen seen = Seen.overview(node.address());
        assertThat(since(asked)).isLessThan(AT_ONCE);
        assertThat(seen.in("redis").text("version")).startsWith("7.");
        assertThat(seen.node(node.address()).orElseThrow().text("state")).isEqualTo("ready");
        try (RawSse viewer = RawSse.connect(node.address())) {
            viewer.get("/api/v1/ops/overview/events", "x-control-token: " + Node.CONTROL_TOKEN);
            assertThat(viewer.readThrough("}\n\n")).contains("\"redis\":{\"state\":\"away\"");
            assertThat(viewer.readThrough("}\n\n")).contains("\"redis\":{\"state\":\"away\"");
        }
        assertThat(since(asked)).isLessThan(SOON);
    }

    private String redisState() {
        return Seen.overview(node.address()).in("redis").text("state");
    }

    private Optional<String> state(URI address) {
        return Seen.overview(node.address()).node(address).map(row -> row.text("state"));
    }

    private long viewers() {
        return Seen.overview(node.address()).system("topic").number("viewers");
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
