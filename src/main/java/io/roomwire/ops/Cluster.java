package io.roomwire.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is known of the nodes at one time.
 *
 * @param heard one per node
 */
record Cluster(List<Heard> heard, RedisRow redis) {

    private static final Duration SILENT = Duration.ofSeconds(6);

    Cluster {
        heard = List.copyOf(heard);
    }

    /**
     * What one node said.
     *
     * @param age how long ago
     * @param leased whether its lease stands
     */
    record Heard(NodeReport report, Duration age, boolean leased) {

        /** What it said holds no more: its viewers are elsewhere by now, and would count twice. */
        boolean isSilent() {
            return age.compareTo(SILENT) > 0;
        }

        boolean isOf(String name) {
            return report.node().node().equals(name);
        }

        NodeRow row() {
            NodeRow node = report.node();
            return node.heard(isSilent() ? NodeRow.SILENT : node.state(), leased, age);
        }
    }

    /** Redis is away: this node's own report is new, the rest is what it was. */
    Cluster away(NodeReport own) {
        String name = own.node().node();
        boolean leased = heard.stream().anyMatch(node -> node.isOf(name) && node.leased());
        Stream<Heard> others = heard.stream().filter(node -> !node.isOf(name));
        return new Cluster(Stream.concat(others, Stream.of(new Heard(own, Duration.ZERO, leased))).toList(),
                redis.away());
    }

    Overview overview(Instant now) {
        List<NodeReport> speaking = heard.stream().filter(node -> !node.isSilent()).map(Heard::report).toList();
        Map<String, StreamRow> streams = speaking.stream().flatMap(report -> report.streams().stream())
                .collect(Collectors.toMap(StreamRow::stream, stream -> stream, StreamRow::plus, HashMap::new));
        List<SystemRow> systems = Systems.NAMES.stream().map(name -> system(name, speaking, streams)).toList();
        List<StreamRow> busiest = NodeReport.busiest(List.copyOf(streams.values()));
        long all = systems.stream().mapToLong(SystemRow::streams).sum();
        return new Overview(now.truncatedTo(ChronoUnit.MILLIS).toString(), heard.stream().map(Heard::row)
                .sorted(Comparator.comparing(NodeRow::node)).toList(), redis, systems, busiest, all - busiest.size());
    }

    private static SystemRow system(String name, List<NodeReport> reports, Map<String, StreamRow> streams) {
        long named = streams.values().stream().filter(stream -> stream.system().equals(name)).count();
        int leftOut = 0;
        int viewers = 0;
        double rate = 0;
        for (NodeReport report : reports) {
            for (SystemRow system : report.systems()) {
                if (system.name().equals(name)) {
                    leftOut += system.streams() - (int) report.streams().stream()
                            .filter(stream -> stream.system().equals(name)).count();
                    viewers += system.viewers();
                    rate += system.events_per_second();
                }
            }
        }
        return new SystemRow(name, (int) named + leftOut, viewers, Rates.rounded(rate));
    }
}
