package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.Publisher;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.RedisSentinels;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.Topic;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three Sentinels give the primary's place to a replica, while viewers watch on two nodes. */
@Tag("faults")
final class SentinelFailoverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int SOME = 50;

    private final Topic topic = Topic.fresh();

    @Test
    void afterAFailoverByHandAllGoesOnAtTheNewPrimary() {
        try (RedisSentinels redis = RedisSentinels.start(); Node one = Node.start(redis.uri());
                Node other = Node.start(redis.uri()); SseViewer here = topic.watch(one.address());
                SseViewer there = topic.watch(other.address());
                Publisher publisher = Publisher.start(topic, one.address())) {
            await().until(() -> publisher.count() > SOME);
            RedisProcess primary = redis.failOver();
            int before = publisher.count();
            await().atMost(PATIENCE).until(() -> publisher.count() > before + SOME);
            publisher.stop();
            assertShows(here, topic.stored(primary));
            assertShows(there, topic.stored(primary));
            assertReady(one, other);
        }
    }

    /** It answers nothing and closes nothing: nobody tells the nodes that it is not the primary any more. */
    @Test
    void aPrimaryThatOnlyFallsSilentIsGivenUp() {
        try (RedisSentinels redis = RedisSentinels.start(); Node one = Node.start(redis.uri());
                Node other = Node.start(redis.uri()); SseViewer here = topic.watch(one.address());
                SseViewer there = topic.watch(other.address());
                Publisher publisher = Publisher.start(topic, one.address())) {
            await().until(() -> publisher.count() > SOME);
            RedisProcess silent = redis.primary();
            silent.freeze();
            RedisProcess primary = redis.awaitOtherThan(silent);
            int before = publisher.count();
            await().atMost(PATIENCE).until(() -> publisher.count() > before + SOME);
            publisher.stop();
            assertShows(here, topic.stored(primary));
            assertShows(there, topic.stored(primary));
            silent.thaw();
            assertReady(one, other);
        }
    }

    @Test
    void whatTheKilledPrimaryHadNotCopiedIsToldByAReset() {
        try (RedisSentinels redis = RedisSentinels.start(); Node one = Node.start(redis.uri());
                Node other = Node.start(redis.uri()); SseViewer here = topic.watch(one.address());
                SseViewer there = topic.watch(other.address())) {
            LostBranch branch = LostBranch.begin(topic, one.address(), redis.primary(), redis.replicas());
            RedisProcess old = redis.primary();
            branch.lose(here, there);
            old.kill();
            redis.awaitOtherThan(old);
            branch.goOn();
            branch.assertTold(here);
            branch.assertTold(there);
            branch.assertResumes(one.address());
            branch.assertResumes(other.address());
            assertReady(one, other);
        }
    }

    private static void assertReady(Node... nodes) {
        for (Node node : nodes) {
            await().atMost(PATIENCE).until(node::isReady);
        }
    }

    /** Each once and in order, or from a reset on. */
    static void assertShows(SseViewer viewer, List<Long> stored) {
        viewer.awaitId(stored.getLast());
        List<Long> shown = viewer.ids();
        if (viewer.resets().isEmpty()) {
            assertThat(shown).isEqualTo(stored);
        } else {
            long reset = viewer.resets().getLast().position();
            List<Long> rest = stored.stream().filter(id -> id > reset).toList();
            assertThat(shown.subList(shown.size() - rest.size(), shown.size())).isEqualTo(rest);
        }
    }
}
