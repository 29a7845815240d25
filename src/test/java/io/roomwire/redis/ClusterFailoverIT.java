package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.Publisher;
import io.roomwire.testkit.RedisCluster;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.Topic;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A shard of a Cluster gets another primary, or gives a slot away, while viewers watch on two nodes. */
@Tag("faults")
final class ClusterFailoverIT {

    static final Map<String, Object> CLUSTER = Map.of("roomwire.redis.cluster", "true");

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int SOME = 50;

    private final Topic topic = Topic.fresh();

    @Test
    void afterAFailoverByHandNothingIsLostAndNobodyIsReset() {
        try (RedisCluster redis = RedisCluster.start(); Node one = Node.start(redis.uri(), CLUSTER);
                Node other = Node.start(redis.uri(), CLUSTER); SseViewer here = topic.watch(one.address());
                SseViewer there = topic.watch(other.address());
                Publisher publisher = Publisher.start(topic, one.address())) {
            await().until(() -> publisher.count() > SOME);
            RedisProcess primary = redis.failOver(topic.redisKey());
            int before = publisher.count();
            await().atMost(PATIENCE).until(() -> publisher.count() > before + SOME);
            assertExact(publisher.stop(), primary, here, there);
            await().until(() -> one.isReady() && other.isReady());
        }
    }

    @Test
    void aSlotThatMovesUnderLoadLosesNothingAndResetsNobody() {
        try (RedisCluster redis = RedisCluster.start(); Node one = Node.start(redis.uri(), CLUSTER);
                Node other = Node.start(redis.uri(), CLUSTER); SseViewer here = topic.watch(one.address());
                SseViewer there = topic.watch(other.address());
                Publisher publisher = Publisher.start(topic, one.address())) {
            await().until(() -> publisher.count() > SOME);
            RedisCluster.SlotMove move = redis.beginMove(topic.redisKey());
            int begun = publisher.count();
            await().until(() -> publisher.count() > begun + SOME);
            move.moveKeys();
            int asked = publisher.count();
            await().until(() -> publisher.count() > asked + SOME);
            move.finish();
            int moved = publisher.count();
            await().until(() -> publisher.count() > moved + SOME);
            assertExact(publisher.stop(), move.to(), here, there);
        }
    }

    /** Its key is on neither side, and its stream on one: both servers put it off until all has arrived. */
    @Test
    void anAppendOfSeveralKeysWaitsForItsSlot() {
        try (RedisCluster redis = RedisCluster.start(); Node node = Node.start(redis.uri(), CLUSTER);
                SseViewer viewer = topic.watch(node.address())) {
            long before = topic.append(node.address(), "1");
            RedisProcess from = redis.owner(topic.redisKey());
            RedisCluster.SlotMove move = redis.beginMove(topic.redisKey());
            CompletableFuture<HttpResponse<String>> keyed = CompletableFuture.supplyAsync(() ->
                    topic.post(node.address(), "{\"name\":\"e\",\"data\":2}", "Idempotency-Key", "k"));
            await().until(() -> String.valueOf(from.call("INFO", "errorstats")).contains("TRYAGAIN"));
            move.moveKeys().finish();
            assertThat(keyed.join().statusCode()).isEqualTo(201);
            List<Long> stored = topic.stored(move.to());
            assertThat(stored).hasSize(2).startsWith(before);
            assertThat(viewer.awaitId(stored.getLast()).ids()).isEqualTo(stored);
        }
    }

    @Test
    void anAppendWaitsForTheReplicaOfItsShard() {
        try (RedisCluster redis = RedisCluster.start(); Node node = Node.start(redis.uri(),
                Map.of("roomwire.redis.cluster", "true", "roomwire.redis.wait", "1 500ms"))) {
            topic.append(node.address(), "1");
            RedisProcess replica = redis.replica(redis.owner(topic.redisKey()));
            replica.freeze();
            assertThat(topic.post(node.address(), "{\"name\":\"e\",\"data\":2}").statusCode()).isEqualTo(503);
            replica.thaw();
            await().atMost(PATIENCE).until(() ->
                    topic.post(node.address(), "{\"name\":\"e\",\"data\":3}").statusCode() == 201);
            assertThat(topic.stored(redis.owner(topic.redisKey()))).as("what was refused stands").hasSizeGreaterThan(2);
        }
    }

    @Test
    void aPrimaryThatOnlyFallsSilentIsGivenUp() {
        try (RedisCluster redis = RedisCluster.start(); Node one = Node.start(redis.uri(), CLUSTER);
                Node other = Node.start(redis.uri(), CLUSTER); SseViewer here = topic.watch(one.address());
                SseViewer there = topic.watch(other.address());
                Publisher publisher = Publisher.start(topic, one.address())) {
            await().until(() -> publisher.count() > SOME);
            RedisProcess silent = redis.owner(topic.redisKey());
            RedisProcess replica = redis.replica(silent);
            silent.freeze();
            redis.awaitOwner(topic.redisKey(), replica, List.of(replica));
            int before = publisher.count();
            await().atMost(PATIENCE).until(() -> publisher.count() > before + SOME);
            publisher.stop();
            SentinelFailoverIT.assertShows(here, topic.stored(replica));
            SentinelFailoverIT.assertShows(there, topic.stored(replica));
            silent.thaw();
            await().atMost(PATIENCE).until(() -> one.isReady() && other.isReady());
        }
    }

    @Test
    void whatTheKilledPrimaryHadNotCopiedIsToldByAReset() {
        try (RedisCluster redis = RedisCluster.start(); Node one = Node.start(redis.uri(), CLUSTER);
                Node other = Node.start(redis.uri(), CLUSTER); SseViewer here = topic.watch(one.address());
                SseViewer there = topic.watch(other.address())) {
            RedisProcess old = redis.owner(topic.redisKey());
            RedisProcess replica = redis.replica(old);
            LostBranch branch = LostBranch.begin(topic, one.address(), old, List.of(replica));
            branch.lose(here, there);
            old.kill();
            redis.awaitOwner(topic.redisKey(), replica, List.of(replica));
            branch.goOn();
            branch.assertTold(here);
            branch.assertTold(there);
            branch.assertResumes(one.address());
            branch.assertResumes(other.address());
            await().atMost(PATIENCE).until(() -> one.isReady() && other.isReady());
        }
    }

    private void assertExact(List<Long> acknowledged, RedisProcess primary, SseViewer... viewers) {
        List<Long> stored = topic.stored(primary);
        assertThat(stored).containsAll(acknowledged);
        for (SseViewer viewer : viewers) {
            assertThat(viewer.awaitId(stored.getLast()).ids()).isEqualTo(stored);
            assertThat(viewer.resets()).isEmpty();
        }
    }
}
