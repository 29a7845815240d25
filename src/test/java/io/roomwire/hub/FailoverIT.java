package io.roomwire.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TcpProxy;
import io.roomwire.testkit.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A replica that lacks the last events takes the primary's place: nobody is left on the lost branch unawares. */
final class FailoverIT {

    private final Topic topic = Topic.fresh();

    @Test
    void viewersOfLostEventsAreResetAndGoOnWithTheNewBranch() {
        try (RedisProcess replica = RedisProcess.start()) {
            failOver(replica);
        }
    }

    @Test
    void theSameWhenTheReplicasClockIsBehind() {
        try (RedisProcess late = RedisProcess.startWithClock(Duration.ofSeconds(-5))) {
            failOver(late);
        }
    }

    private void failOver(RedisProcess replica) {
        try (RedisProcess primary = RedisProcess.start(); TcpProxy proxy = TcpProxy.to(primary.port());
                Node node = Node.start(proxy.redisUri()); SseViewer viewer = topic.watch(node.address())) {
            replica.follow(primary);
            List<Long> kept = appended(node.address(), 5);
            primary.awaitCopied(replica);
            replica.promote();
            List<Long> lost = appended(node.address(), 3);
            viewer.awaitId(lost.getLast());
            proxy.switchTo(replica.port());
            primary.kill();
            List<Long> fresh = List.of(topic.appendPatiently(node.address(), "8"),
                    topic.appendPatiently(node.address(), "9"));
            assertShowsBothBranches(viewer, kept, lost, fresh);
            assertResumes(node.address(), kept, lost, fresh);
        }
    }

    /** The node that appends has seen none of the lost events, so the late clock makes ids below theirs. */
    @Test
    void idsBelowLostOnesAreNotTakenForOldOnes() {
        try (RedisProcess primary = RedisProcess.start();
                RedisProcess late = RedisProcess.startWithClock(Duration.ofSeconds(-5));
                TcpProxy proxy = TcpProxy.to(primary.port()); Node watching = Node.start(proxy.redisUri());
                Node appending = Node.start(proxy.redisUri()); SseViewer viewer = topic.watch(watching.address())) {
            late.follow(primary);
            List<Long> kept = appended(watching.address(), 5);
            primary.awaitCopied(late);
            late.promote();
            List<Long> lost = appended(watching.address(), 3);
            viewer.awaitId(lost.getLast());
            proxy.switchTo(late.port());
            primary.kill();
            List<Long> fresh = List.of(topic.appendPatiently(appending.address(), "8"),
                    topic.appendPatiently(appending.address(), "9"));
            assertThat(fresh.getFirst()).isLessThan(lost.getLast());
            assertShowsBothBranches(viewer, kept, lost, fresh);
            assertResumes(watching.address(), kept, lost, fresh);
            assertResumes(appending.address(), kept, lost, fresh);
        }
    }

    /** No connection breaks and no check is due: only the new branch's own message can tell. */
    @Test
    void aMessageBelowTheNewestTellsThatTheBranchHasChanged() {
        try (RedisProcess redis = RedisProcess.start();
                Node node = Node.start(redis.uri(), Map.of("roomwire.feed.position-check", "5m"));
                SseViewer viewer = topic.watch(node.address())) {
            List<Long> kept = appended(node.address(), 5);
            redis.call("COPY", topic.redisKey(), "kept");
            List<Long> lost = appended(node.address(), 3);
            viewer.awaitId(lost.getLast());
            redis.call("COPY", "kept", topic.redisKey(), "REPLACE");
            long first = topic.appendSilently(redis, kept.getLast(), "8");
            redis.call("SPUBLISH", topic.redisChannel(), first + " " + kept.getLast() + " e\n8");
            assertThat(viewer.awaitEvents(9).resets().getFirst().position()).isEqualTo(first);
            assertShowsBothBranches(viewer, kept, lost, List.of(first, topic.append(node.address(), "9")));
        }
    }

    private List<Long> appended(URI node, int count) {
        return IntStream.range(0, count).mapToObj(n -> topic.append(node, Integer.toString(n))).toList();
    }

    private static void assertShowsBothBranches(SseViewer viewer, List<Long> kept, List<Long> lost, List<Long> fresh) {
        String last = fresh.getLast().toString();
        viewer.awaitBlock(block -> block.isEvent() && block.id().filter(last::equals).isPresent());
        List<Long> shown = viewer.ids();
        assertThat(shown.subList(0, 5)).isEqualTo(kept);
        assertThat(shown.subList(5, 8)).isEqualTo(lost);
        assertThat(viewer.resets()).hasSize(1);
        long reset = viewer.resets().getFirst().position();
        assertThat(reset).isIn(kept.getLast(), fresh.get(0), fresh.get(1));
        assertThat(shown.subList(8, shown.size())).isEqualTo(fresh.stream().filter(id -> id > reset).toList());
    }

    private void assertResumes(URI node, List<Long> kept, List<Long> lost, List<Long> fresh) {
        try (SseViewer good = topic.resume(node, kept.getLast().toString());
                SseViewer gone = topic.resume(node, lost.getLast().toString())) {
            assertThat(good.awaitId(fresh.getLast()).ids()).isEqualTo(fresh);
            assertThat(good.resets()).isEmpty();
            assertThat(gone.awaitEvents(1).resets().getFirst().position()).isEqualTo(fresh.getLast());
            assertThat(gone.ids()).isEmpty();
        }
    }
}
