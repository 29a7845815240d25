package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Events that a primary acknowledges, and that no replica gets to know before it takes the primary's place. */
final class LostBranch {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Topic topic;
    private final URI node;
    private final RedisProcess primary;
    private final List<Long> kept;
    private List<Long> lost = List.of();
    private List<Long> fresh = List.of();

    private LostBranch(Topic topic, URI node, RedisProcess primary, List<Long> kept) {
        this.topic = topic;
        this.node = node;
        this.primary = primary;
        this.kept = kept;
    }

    /** Appends events that every replica gets, and lets no more through to them. */
    static LostBranch begin(Topic topic, URI node, RedisProcess primary, List<RedisProcess> replicas) {
        List<Long> kept = appended(topic, node, 5);
        replicas.forEach(primary::awaitCopied);
        primary.call("ACL", "SETUSER", "default", "-psync", "-sync");
        primary.call("CLIENT", "KILL", "TYPE", "replica");
        return new LostBranch(topic, node, primary, kept);
    }

    private static List<Long> appended(Topic topic, URI node, int count) {
        return IntStream.range(0, count).mapToObj(n -> topic.append(node, Integer.toString(n))).toList();
    }

    /** Appends events that viewers see and replicas do not. */
    void lose(SseViewer... viewers) {
        lost = appended(topic, node, 3);
        for (SseViewer viewer : viewers) {
            viewer.awaitId(lost.getLast());
        }
        assertThat(topic.stored(primary)).endsWith(lost.getLast());
    }

    /** Appends where the replica is the primary now. */
    void goOn() {
        fresh = List.of(patiently("8"), patiently("9"));
        assertThat(fresh).allMatch(id -> id > lost.getLast());
    }

    private long patiently(String data) {
        return await().atMost(PATIENCE).ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> topic.append(node, data), id -> id > 0);
    }

    /** Every event of the new branch behind a reset that came after the lost ones. */
    void assertTold(SseViewer viewer) {
        String last = fresh.getLast().toString();
        viewer.awaitBlock(block -> block.isEvent() && block.id().filter(last::equals).isPresent());
        List<Long> shown = viewer.ids();
        assertThat(shown.subList(0, kept.size())).isEqualTo(kept);
        assertThat(shown.subList(kept.size(), kept.size() + lost.size())).isEqualTo(lost);
        assertThat(viewer.resets()).hasSize(1);
        long reset = viewer.resets().getFirst().position();
        assertThat(shown.subList(kept.size() + lost.size(), shown.size()))
                .isEqualTo(fresh.stream().filter(id -> id > reset).toList());
    }

    void assertResumes(URI at) {
        try (SseViewer good = topic.resume(at, kept.getLast().toString());
                SseViewer gone = topic.resume(at, lost.getLast().toString())) {
            assertThat(good.awaitId(fresh.getLast()).ids()).isEqualTo(fresh);
            assertThat(good.resets()).isEmpty();
            assertThat(gone.awaitEvents(1).resets().getFirst().position()).isEqualTo(fresh.getLast());
            assertThat(gone.ids()).isEmpty();
        }
    }
}
