package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Which node listens to plain channels, and when nodes are ready. */
@Timeout(60)
final class RedisIngestIT {

    private static final String CHANNELS = "room:*:logs";

    private final RedisProcess redis = RedisProcess.start();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void exactlyOneNodeListens() {
        try (Node first = Node.start(redis.uri()); Node second = Node.start(redis.uri());
                Node third = Node.start(redis.uri())) {
            assertThat(listeners()).isOne();
            assertThat(List.of(holds(first), holds(second), holds(third))).containsExactly(1.0, 0.0, 0.0);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aNodeIsNotReadyBeforeSomeNodeHoldsTheRoleAndHears() throws IOException {
        redis.call("SET", RedisKeys.INGEST, "other/1", "PX", "4000");
        try (Node node = Node.launch(redis.uri(), Map.of())) {
            await().until(() -> ready(node).contains("no node listens to plain channels yet"));
            assertThat(listeners()).isZero();
            await().until(node::isReady);
            assertThat(listeners()).isOne();
        }
        redis.call("SET", RedisKeys.INGEST, "other/1 subscribed", "PX", "20000");
        try (Node node = Node.start(redis.uri())) {
            assertThat(holds(node)).isZero();
            redis.call("SET", RedisKeys.INGEST, "other/2", "PX", "20000");
            assertThat(node.isReady()).as("what was seen once is enough").isTrue();
        }
    }

    @Test
    void aNodeThatEndsInOrderHandsTheRoleOverAtOnce() {
        Node first = Node.start(redis.uri());
        try (Node second = Node.start(redis.uri())) {
            first.stop();
            assertThat(redis.call("EXISTS", RedisKeys.INGEST)).as("given back, or taken by the other already")
                    .isIn(0L, 1L);
            await().until(() -> holds(second) == 1);
            assertThat(listeners()).isOne();
        } finally {
            first.close();
        }
    }

    @Test
    void aHolderWhoseConnectionIsCutSubscribesAnew() {
        try (Node node = Node.start(redis.uri())) {
            redis.call("CLIENT", "KILL", "TYPE", "pubsub");
            await().until(() -> listeners() == 1 && holds(node) == 1);
        }
    }

    @Test
    @Tag("faults")
    @Execution(ExecutionMode.CONCURRENT)
    void aHolderWhoseConnectionsAreSilentLosesTheRoleToAnother() {
        try (TcpProxy proxy = TcpProxy.to(redis.port()); Node silent = Node.start(proxy.redisUri());
                Node other = Node.start(redis.uri())) {
            assertThat(holds(silent)).isOne();
            proxy.holdAll();
            await().until(() -> holds(other) == 1);
            await().until(() -> holds(silent) == 0);
            proxy.heal();
            await().until(() -> listeners() == 1);
            assertThat(holds(other)).isOne();
        }
    }

    /** Only what the holder hears on is silent; its commands go through. */
    @Test
    @Tag("faults")
    @Execution(ExecutionMode.CONCURRENT)
    void aHolderThatHearsNothingGivesTheRoleBack() {
        try (TcpProxy proxy = TcpProxy.to(redis.port()); Node deaf = Node.start(proxy.redisUri());
                Node other = Node.start(redis.uri())) {
            assertThat(holds(deaf)).isOne();
            proxy.holdDeliveries();
            await().until(() -> holds(other) == 1);
            proxy.heal();
        }
    }

    @Test
    void aRestartedRedisIsListenedToAgain() {
        try (Node node = Node.start(redis.uri())) {
            redis.restartEmpty();
            await().until(() -> listeners() == 1 && holds(node) == 1);
        }
    }

    private static String ready(Node node) throws IOException {
        return Http.get(node.address().resolve("/readyz")).body();
    }

    /** Patterns subscribed to, by all nodes together. */
    private long listeners() {
        return (Long) Objects.requireNonNull(redis.call("PUBLISH", CHANNELS.replace('*', 'x'), ""));
    }

    private static double holds(Node node) {
        return node.bean(MeterRegistry.class).get("roomwire.ingest.holder").gauge().value();
    }
}
