package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Nginx;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.Topic;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scenario that all of this is for: two nodes behind a balancer, and one of them is killed. */
final class ClusterIT {

    private static final int VIEWERS = 50;
    private static final int APPENDS = 300;
    private static final int KILLED_AFTER = 100;

    private final Topic topic = Topic.fresh();

    @Test
    void aKilledNodeLosesNothingAndRepeatsNothing() {
        try (RedisProcess redis = RedisProcess.start(); NodeProcess staying = NodeProcess.start(redis.uri());
                NodeProcess killed = NodeProcess.start(redis.uri());
                Nginx balancer = Nginx.before(staying.port(), killed.port())) {
            List<SseViewer> viewers = Stream.generate(() -> topic.watch(balancer.address())).limit(VIEWERS).toList();
            try {
                var others = CompletableFuture.supplyAsync(() -> append(staying.address(), APPENDS));
                List<Long> acknowledged = new ArrayList<>(append(killed.address(), KILLED_AFTER));
                var late = CompletableFuture.supplyAsync(() -> append(killed.address(), APPENDS));
                viewers.getFirst().awaitEvents(KILLED_AFTER + KILLED_AFTER / 2);
                killed.kill();
                acknowledged.addAll(late.join());
                acknowledged.addAll(others.join());
                assertAllSawTheSame(viewers, topic.stored(redis), acknowledged);
            } finally {
                viewers.forEach(SseViewer::close);
            }
        }
    }

    private static void assertAllSawTheSame(List<SseViewer> viewers, List<Long> stored, List<Long> acknowledged) {
        assertThat(stored).containsAll(acknowledged).doesNotHaveDuplicates();
        for (SseViewer viewer : viewers) {
            assertThat(viewer.awaitId(stored.getLast()).ids()).isEqualTo(stored);
            assertThat(viewer.resets()).isEmpty();
        }
        assertThat(viewers).filteredOn(viewer -> viewer.connections() > 1).hasSizeGreaterThan(VIEWERS / 4);
    }

    /** Appends until the node is gone; what it did not acknowledge is not among the result. */
    private List<Long> append(URI node, int count) {
        List<Long> acknowledged = new ArrayList<>();
        try {
            for (int n = 0; n < count; n++) {
                acknowledged.add(topic.append(node, Integer.toString(n)));
            }
        } catch (UncheckedIOException _) {
            // killed
        }
        return acknowledged;
    }
}
