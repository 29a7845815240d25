package io.roomwire.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TcpProxy;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a feed delivers, and what it costs Redis. */
final class LiveFeedIT {

    private final RedisProcess redis = RedisProcess.start();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void appendsDuringTheSubscriptionAreNeitherLostNorRepeated() {
        try (Node node = Node.start(redis.uri())) {
            for (int round = 0; round < 10; round++) {
                Topic topic = Topic.fresh();
                var appending = CompletableFuture.supplyAsync(() -> appended(topic, node.address(), 60));
                try (SseViewer first = SseViewer.watch(node.address(), topic.path());
                        SseViewer second = SseViewer.watch(node.address(), topic.path())) {
                    List<Long> ids = appending.join();
                    assertEverythingSinceItsStart(first, ids);
                    assertEverythingSinceItsStart(second, ids);
                }
            }
        }
    }

    @Test
    void nobodyIsGreetedBeforeTheSubscriptionIsConfirmed() {
        try (TcpProxy proxy = TcpProxy.to(redis.port()); Node node = Node.start(proxy.redisUri());
                RawSse raw = RawSse.connect(node.address())) {
            proxy.holdDeliveries();
            assertThat(raw.get(Topic.fresh().path()).readThrough("}\n\n")).contains("event: unavailable\n");
        }
    }

    @Test
    void whatIsAppendedWhileTheConfirmationIsOnItsWayIsShown() {
        try (TcpProxy proxy = TcpProxy.to(redis.port()); Node node = Node.start(proxy.redisUri())) {
            Topic topic = Topic.fresh();
            long seen = topic.append(node.address(), "1");
            proxy.holdDeliveries();
            try (SseViewer viewer = SseViewer.resume(node.address(), topic.path(), Long.toString(seen))) {
                await().until(() -> channels().contains(topic.name()));
                long next = topic.append(node.address(), "2");
                proxy.heal();
                assertThat(viewer.awaitId(next).ids()).containsExactly(next);
                assertThat(viewer.resets()).isEmpty();
            }
        }
    }

    @Test
    void aNodeIsNotReadyBeforeADeliveryIsProven() throws IOException {
        try (TcpProxy proxy = TcpProxy.to(redis.port())) {
            proxy.holdDeliveries();
            try (Node node = Node.launch(proxy.redisUri(), Map.of())) {
                assertThat(Http.get(node.address().resolve("/healthz")).statusCode()).isEqualTo(200);
                await().until(() -> channels().length() > 2);
                assertThat(node.isReady()).isFalse();
                proxy.heal();
                await().until(node::isReady);
            }
        }
    }

    @Test
    void aLostMessageIsFilledInByTheNextEvent() {
        try (Node node = Node.start(redis.uri(), Map.of("roomwire.feed.position-check", "5m"))) {
            Topic topic = Topic.fresh();
            try (SseViewer viewer = topic.watch(node.address())) {
                long seen = topic.append(node.address(), "1");
                long lost = topic.appendSilently(redis, seen, "2");
                long next = topic.append(node.address(), "3");
                assertThat(viewer.awaitId(next).ids()).containsExactly(seen, lost, next);
            }
        }
    }

    @Test
    void aLostMessageIsFilledInByThePositionCheck() {
        try (Node node = Node.start(redis.uri(), Map.of("roomwire.feed.position-check", "200ms"))) {
            Topic topic = Topic.fresh();
            try (SseViewer viewer = topic.watch(node.address())) {
                long seen = topic.append(node.address(), "1");
                long lost = topic.appendSilently(redis, seen, "2");
                assertThat(viewer.awaitId(lost).ids()).containsExactly(seen, lost);
            }
        }
    }

    @Test
    void aMessageThatComesTwiceIsShownOnce() {
        try (Node node = Node.start(redis.uri())) {
            Topic topic = Topic.fresh();
            try (SseViewer viewer = topic.watch(node.address())) {
                long first = topic.append(node.address(), "1");
                redis.call("SPUBLISH", topic.redisChannel(), first + " 0 e\n1");
                long second = topic.append(node.address(), "2");
                redis.call("SPUBLISH", topic.redisChannel(), first + " 0 e\n1");
                long third = topic.append(node.address(), "3");
                assertThat(viewer.awaitId(third).ids()).containsExactly(first, second, third);
                assertThat(viewer.resets()).isEmpty();
            }
        }
    }

    @Test
    void aResumeMayArriveBeforeItsMessage() {
        try (TcpProxy proxy = TcpProxy.to(redis.port()); Node early = Node.start(redis.uri());
                Node late = Node.start(proxy.redisUri())) {
            Topic topic = Topic.fresh();
            try (SseViewer staying = topic.watch(late.address()); SseViewer moving = topic.watch(early.address())) {
                long first = topic.append(early.address(), "1");
                staying.awaitId(first);
                proxy.holdDeliveries();
                long held = topic.append(early.address(), "2");
                moving.awaitId(held).moveTo(late.address());
                moving.awaitConnections(2);
                proxy.heal();
                long next = topic.append(early.address(), "3");
                assertThat(moving.awaitId(next).ids()).containsExactly(first, held, next);
                assertThat(staying.awaitId(next).ids()).containsExactly(first, held, next);
                assertThat(moving.resets()).isEmpty();
            }
        }
    }

    @Test
    void aHerdThatResumesCostsRedisNoReadPerClient() {
        try (Node node = Node.start(redis.uri(), Map.of("roomwire.feed.position-check", "5m"))) {
            Topic topic = Topic.fresh();
            List<Long> ids = appended(topic, node.address(), 5);
            List<SseViewer> herd = new ArrayList<>();
            long before = reads();
            try {
                IntStream.range(0, 200).forEach(i ->
                        herd.add(SseViewer.resume(node.address(), topic.path(), ids.get(2).toString())));
                herd.forEach(viewer -> assertThat(viewer.awaitId(ids.get(4)).ids()).isEqualTo(ids.subList(3, 5)));
            } finally {
                herd.forEach(SseViewer::close);
            }
            assertThat(reads() - before).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void unsubscribesWhenNobodyHasWatchedForTheLinger() {
        try (Node node = Node.start(redis.uri(), Map.of("roomwire.feed.linger", "200ms"))) {
            Topic topic = Topic.fresh();
            try (SseViewer viewer = topic.watch(node.address())) {
                assertThat(viewer.connections()).isEqualTo(1);
                assertThat(channels()).contains(topic.name());
            }
            await().until(() -> !channels().contains(topic.name()));
            long missed = topic.append(node.address(), "1");
            try (SseViewer viewer = topic.watch(node.address())) {
                long next = topic.append(node.address(), "2");
                assertThat(viewer.awaitId(next).ids()).containsExactly(next);
                assertThat(viewer.start()).isEqualTo(missed);
            }
        }
    }

    private static List<Long> appended(Topic topic, URI node, int count) {
        return IntStream.range(0, count).mapToObj(n -> topic.append(node, Integer.toString(n))).toList();
    }

    private static void assertEverythingSinceItsStart(SseViewer viewer, List<Long> ids) {
        viewer.awaitBlock(block -> block.id().isPresent() && block.position() == ids.getLast());
        assertThat(viewer.ids()).isEqualTo(ids.stream().filter(id -> id > viewer.start()).toList());
        assertThat(viewer.resets()).isEmpty();
    }

    private long reads() {
        return String.valueOf(redis.call("INFO", "commandstats")).lines()
                .filter(line -> line.matches("cmdstat_x(rev)?range:.*"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*calls=(\\d+),.*", "$1"))).sum();
    }

    private String channels() {
        return String.valueOf(redis.call("PUBSUB", "SHARDCHANNELS"));
    }
}
