package io.roomwire.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TcpProxy;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Viewers stay, and miss and repeat nothing, while Redis or the way to it fails. */
final class RedisAwayIT {

    private final RedisProcess redis = RedisProcess.start();
    private final Topic topic = Topic.fresh();

    @AfterEach
    void close() {
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pubsub", "normal"})
    void aKilledConnectionIsNotNoticed(String type) {
        try (Node node = Node.start(redis.uri()); Node other = Node.start(redis.uri());
                SseViewer viewer = topic.watch(node.address())) {
            long before = topic.append(other.address(), "1");
            viewer.awaitId(before);
            redis.call("CLIENT", "KILL", "TYPE", type);
            long during = topic.appendPatiently(other.address(), "2");
            long after = topic.appendPatiently(node.address(), "3");
            assertThat(viewer.awaitId(after).ids()).containsExactly(before, during, after);
            assertUndisturbed(viewer);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aPausedRedisDelaysAndLosesNothing() {
        try (Node node = Node.start(redis.uri()); SseViewer viewer = topic.watch(node.address())) {
            long before = topic.append(node.address(), "1");
            redis.call("CLIENT", "PAUSE", "1000", "ALL");
            long during = topic.append(node.address(), "2");
            assertThat(viewer.awaitId(during).ids()).containsExactly(before, during);
            assertUndisturbed(viewer);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aRedisThatSleepsLongerThanACommandMayTakeIsUnavailable() {
        try (Node node = Node.start(redis.uri()); SseViewer viewer = topic.watch(node.address())) {
            topic.append(node.address(), "1");
            redis.freeze();
            HttpResponse<String> refused = topic.post(node.address(), "{\"name\":\"e\",\"data\":2}");
            redis.thaw();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            long after = topic.appendPatiently(node.address(), "3");
            assertThat(viewer.awaitId(after).ids()).isEqualTo(topic.stored(redis)).hasSizeBetween(2, 3);
            assertUndisturbed(viewer);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aBlackHoleOnTheWayToRedisLosesNothing() {
        try (TcpProxy proxy = TcpProxy.to(redis.port()); Node node = Node.start(proxy.redisUri());
                Node other = Node.start(redis.uri()); SseViewer viewer = topic.watch(node.address())) {
            topic.append(node.address(), "1");
            proxy.holdAll();
            topic.append(other.address(), "2");
            assertThat(topic.post(node.address(), "{\"name\":\"e\",\"data\":3}").statusCode()).isEqualTo(503);
            proxy.heal();
            long after = topic.appendPatiently(node.address(), "4");
            assertThat(viewer.awaitId(after).ids()).isEqualTo(topic.stored(redis)).hasSizeBetween(3, 4);
            assertUndisturbed(viewer);
        }
    }

    @Test
    void aNodeThatStartsBeforeRedisCanBeReachedBecomesReadyByItself() throws IOException {
        try (TcpProxy proxy = TcpProxy.to(redis.port())) {
            proxy.refuse();
            try (Node node = Node.launch(proxy.redisUri(), Map.of())) {
                assertThat(node.isReady()).isFalse();
                proxy.heal();
                await().until(node::isReady);
            }
        }
    }

    /** One that shows credentials in a header is no EventSource: a plain status tells it more. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aNewStreamIsRefusedByStatusWhereTheCallerIsNoEventSource() throws IOException {
        try (TcpProxy proxy = TcpProxy.to(redis.port())) {
            proxy.refuse();
            try (Node node = Node.launch(proxy.redisUri(), Map.of());
                    RawSse raw = RawSse.connect(node.address()); RawSse browser = RawSse.connect(node.address())) {
                raw.get(topic.path(), "Authorization: Bearer x");
                assertThat(raw.readHead()).startsWith("HTTP/1.1 503 ").containsIgnoringCase("Retry-After: 1\r\n");
                browser.get(topic.path());
                assertThat(browser.readHead()).startsWith("HTTP/1.1 200 ");
                browser.readThrough("event: unavailable\n");
            }
        }
    }

    @Test
    void aRestartedRedisIsFoundAgain() {
        try (Node node = Node.start(redis.uri()); SseViewer viewer = topic.watch(node.address())) {
            long before = topic.append(node.address(), "1");
            redis.restart();
            long after = topic.appendPatiently(node.address(), "2");
            assertThat(viewer.awaitId(after).ids()).containsExactly(before, after);
            assertUndisturbed(viewer);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void streamsStayOpenWithHeartbeatsAndNewOnesAreToldWhileRedisIsAway() {
        try (Node node = Node.start(redis.uri(), Map.of("roomwire.sse.heartbeat", "5s"));
                SseViewer viewer = topic.watch(node.address()); RawSse late = RawSse.connect(node.address())) {
            long before = topic.append(node.address(), "1");
            viewer.awaitId(before);
            redis.kill();
            String refusal = late.get(Topic.fresh().path()).readHead() + late.readThrough("}\n\n");
            assertThat(refusal).startsWith("HTTP/1.1 200 ").contains("retry: ", "event: unavailable\n")
                    .doesNotContain("\nid: ");
            viewer.awaitBlock(block -> block.comment().filter("keepalive"::equals).isPresent());
            redis.restart();
            long after = topic.appendPatiently(node.address(), "2");
            assertThat(viewer.awaitId(after).ids()).containsExactly(before, after);
            assertUndisturbed(viewer);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEmptiedRedisIsTold(boolean restarted) {
        try (Node node = Node.start(redis.uri()); SseViewer viewer = topic.watch(node.address())) {
            long lost = topic.append(node.address(), "1");
            viewer.awaitId(lost);
            if (restarted) {
                redis.restartEmpty();
            } else {
                redis.call("FLUSHALL");
            }
            List<Long> later = List.of(topic.appendPatiently(node.address(), "2"),
                    topic.appendPatiently(node.address(), "3"));
            viewer.awaitBlock(block -> block.isEvent() && block.id().isPresent()
                    && block.position() == later.getLast());
            long reset = viewer.resets().getFirst().position();
            assertThat(viewer.resets()).hasSize(1);
            assertThat(viewer.ids().getFirst()).isEqualTo(lost);
            List<Long> shown = later.stream().filter(id -> id > reset).toList();
            assertThat(viewer.ids().stream().skip(1).toList()).isEqualTo(shown);
            assertThat(viewer.connections()).isEqualTo(1);
        }
    }

    @Test
    void anEmptiedRedisIsToldByThePositionCheckToo() {
        try (Node node = Node.start(redis.uri(), Map.of("roomwire.feed.position-check", "200ms"));
                SseViewer viewer = topic.watch(node.address())) {
            long lost = topic.append(node.address(), "1");
            viewer.awaitId(lost);
            redis.call("FLUSHALL");
            assertThat(viewer.awaitEvents(2).resets().getFirst().position()).isZero();
            long next = topic.append(node.address(), "2");
            assertThat(viewer.awaitId(next).ids()).containsExactly(lost, next);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aNodeIsReadyAgainAfterRedisCameBack() {
        try (Node node = Node.start(redis.uri(), Map.of("roomwire.redis-away-ready", "0s"))) {
            redis.kill();
            await().until(() -> !node.isReady());
            redis.restart();
            await().until(node::isReady);
        }
    }

    private static void assertUndisturbed(SseViewer viewer) {
        assertThat(viewer.resets()).isEmpty();
        assertThat(viewer.connections()).isEqualTo(1);
    }
}
