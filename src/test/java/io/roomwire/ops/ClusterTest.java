package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.ops.Cluster.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ClusterTest {

    private static final Instant NOW = Instant.parse("2026-11-21T14:24:58.521987Z");
    private static final Duration NEW = Duration.ofMillis(300);
    private static final Duration OLD = Duration.ofMillis(6001);
    private static final RedisRow UP = new RedisRow("up", "7.0.15", 0.4, 1L, 0L, 3L, 9L);

    @Test
    void addsUpWhatTheNodesSayOfTheSameStream() {
        Overview overview = overview(heard(NEW, report("a", row("room:t_001", "room", 2, 0.5))),
                heard(NEW, report("b", row("room:t_001", "room", 3, 1.2), row("topic:news", "topic", 1, 0))));
        assertThat(overview.streams()).containsExactly(row("room:t_001", "room", 5, 1.7),
                row("topic:news", "topic", 1, 0));
        assertThat(overview.systems()).contains(new SystemRow("room", 1, 5, 1.7), new SystemRow("topic", 1, 1, 0));
        assertThat(overview.left_out()).isZero();
        assertThat(overview.ts()).isEqualTo("2026-11-21T14:24:58.521Z");
    }

    @Test
    void showsAllSystemsAndSortsNodesAndStreamsByName() {
        Overview overview = overview(heard(NEW, report("b", row("topic:z", "topic", 9, 0),
                row("dongle:d1", "console", 1, 0))), heard(NEW, report("a")));
        assertThat(overview.systems()).extracting(SystemRow::name)
                .containsExactly("topic", "room", "worklog", "trading", "project", "console");
        assertThat(overview.nodes()).extracting(NodeRow::node).containsExactly("a", "b");
        assertThat(overview.streams()).extracting(StreamRow::stream).containsExactly("dongle:d1", "topic:z");
    }

    @Test
    void leavesTheViewersOfASilentNodeOut() {
        Overview overview = overview(heard(NEW, report("a", row("topic:news", "topic", 1, 0))),
                heard(OLD, report("b", row("topic:news", "topic", 7, 3))));
        assertThat(overview.nodes()).extracting(NodeRow::state).containsExactly("ready", "silent");
        assertThat(overview.nodes().getLast().age_ms()).isEqualTo(6001);
        assertThat(overview.streams()).containsExactly(row("topic:news", "topic", 1, 0));
        assertThat(overview.systems()).contains(new SystemRow("topic", 1, 1, 0));
    }

    @Test
    void showsTheBusiestAndCountsTheRest() {
        StreamRow[] many = IntStream.range(0, 150).mapToObj(i -> row("topic:a" + i, "topic", 1, 0))
                .toArray(StreamRow[]::new);
        StreamRow[] more = Stream.concat(Stream.of(row("room:busy", "room", 0, 50)), IntStream.range(0, 149)
                .mapToObj(i -> row("topic:b" + i, "topic", 2, 0))).toArray(StreamRow[]::new);
        Overview overview = overview(heard(NEW, report("a", many)), heard(NEW, report("b", more)));
        assertThat(overview.streams()).hasSize(200).contains(row("room:busy", "room", 0, 50)).contains(more);
        assertThat(overview.left_out()).isEqualTo(100);
        assertThat(overview.systems().getFirst()).isEqualTo(new SystemRow("topic", 299, 150 + 298, 0));
    }

    @Test
    void countsWhatANodeLeftOutItself() {
        NodeReport report = new NodeReport(node("a"), List.of(new SystemRow("topic", 1000, 1300, 20)),
                List.of(row("topic:news", "topic", 9, 1)));
        Overview overview = overview(heard(NEW, report));
        assertThat(overview.left_out()).isEqualTo(999);
        assertThat(overview.systems().getFirst()).isEqualTo(new SystemRow("topic", 1000, 1300, 20));
    }

    @Test
    void keepsWhatWasKnownWhileRedisIsAwayExceptOfThisNode() {
        Cluster cluster = new Cluster(List.of(new Heard(report("a", row("topic:x", "topic", 1, 0)), NEW, true),
                new Heard(report("b", row("topic:x", "topic", 4, 0)), OLD, false),
                new Heard(report("c", row("topic:x", "topic", 2, 0)), NEW, true)), UP);
        Overview overview = cluster.away(report("a", row("topic:x", "topic", 10, 0))).overview(NOW);
        assertThat(overview.redis()).isEqualTo(new RedisRow("away", "7.0.15", 0.4, 1L, 0L, 3L, 9L));
        assertThat(overview.nodes()).extracting(NodeRow::node).containsExactly("a", "b", "c");
        assertThat(overview.nodes()).extracting(NodeRow::state).containsExactly("ready", "silent", "ready");
        assertThat(overview.nodes()).extracting(NodeRow::leased).containsExactly(true, false, true);
        assertThat(overview.streams()).containsExactly(row("topic:x", "topic", 12, 0));
    }

    private static Overview overview(Heard... heard) {
        return new Cluster(List.of(heard), UP).overview(NOW);
    }

    private static Heard heard(Duration age, NodeReport report) {
        return new Heard(report, age, true);
    }

    /** With the systems that belong to the streams. */
    private static NodeReport report(String node, StreamRow... streams) {
        return new NodeReport(node(node), Systems.NAMES.stream().map(name -> system(name, streams)).toList(),
                List.of(streams));
    }

    private static SystemRow system(String name, StreamRow... streams) {
        List<StreamRow> own = Stream.of(streams).filter(stream -> stream.system().equals(name)).toList();
        return new SystemRow(name, own.size(), own.stream().mapToInt(StreamRow::viewers).sum(),
                own.stream().mapToDouble(StreamRow::events_per_second).sum());
    }

    private static StreamRow row(String stream, String system, int viewers, double rate) {
        return new StreamRow(stream, system, viewers, rate);
    }

    private static NodeRow node(String name) {
        return new NodeRow(name, "1", "host:8080", "2026-11-21T14:00:00Z", "ready", null, false, false, 1, 1, 0, 0, 0, 0,
                0, 0, null, 0);
    }
}
