package io.roomwire.ops;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.management.OperatingSystemMXBean;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.AppendResult;
import io.roomwire.hub.Feed;
import io.roomwire.hub.Gauges;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Stats;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes this node's report. Rates are differences to the last report, so only one may ask. Safe for any thread, never
 * blocks; what it costs grows with the streams that are watched or appended to.
 */
@Singleton
final class NodeMeter {

    /** A stream that nobody watches is shown for a minute after its last event. */
    private static final int STILL_ROUNDS = (int) Duration.ofMinutes(1).dividedBy(Reporter.EVERY);
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final NodeSelf self;
    private final Hub hub;
    private final Stats stats;
    private final Gauges gauges;
    private final InstantSource clock;

    @GuardedBy("this")
    private Counted last;

    /** What only grows, at one time. */
    private record Counted(Instant time, long appends, long deliveries, long cpuNanos) {
    }

    NodeMeter(NodeSelf self, Hub hub, Stats stats, Gauges gauges, InstantSource clock) {
        this.self = self;
        this.hub = hub;
        this.stats = stats;
        this.gauges = gauges;
        this.clock = clock;
        last = count();
    }

    private Counted count() {
        return new Counted(clock.instant(), stats.appends(AppendResult.OK), stats.deliveries(),
                MACHINE.getProcessCpuTime());
    }

    synchronized NodeReport read() {
        Counted before = last;
        last = count();
        Duration time = Duration.between(before.time(), last.time());
        List<StreamRow> streams = streams(stats.streams().take(STILL_ROUNDS), time);
        List<SystemRow> systems = Systems.NAMES.stream().map(name -> system(name, streams)).toList();
        int viewers = streams.stream().mapToInt(StreamRow::viewers).sum();
        return new NodeReport(row(viewers, before, last, time), systems, NodeReport.busiest(streams));
    }

    private List<StreamRow> streams(Map<StreamKey, Integer> appended, Duration time) {
        Map<StreamKey, Integer> watched = new HashMap<>();
        for (Feed feed : hub.held()) {
            int viewers = feed.viewers();
            if (viewers > 0) {
                watched.put(feed.stream(), viewers);
            }
        }
        Set<StreamKey> all = new HashSet<>(watched.keySet());
        all.addAll(appended.keySet());
        Map<String, StreamRow> rows = new HashMap<>();
        for (StreamKey stream : all) {
            Systems.of(stream).map(system -> new StreamRow(stream.label(), system, watched.getOrDefault(stream, 0),
                            Rates.of(appended.getOrDefault(stream, 0), time)))
                    .ifPresent(row -> rows.merge(row.stream(), row, StreamRow::plus));
        }
        return new ArrayList<>(rows.values());
    }

    private static SystemRow system(String name, List<StreamRow> all) {
        List<StreamRow> streams = all.stream().filter(stream -> stream.system().equals(name)).toList();
        return new SystemRow(name, streams.size(), streams.stream().mapToInt(StreamRow::viewers).sum(),
                Rates.rounded(streams.stream().mapToDouble(StreamRow::events_per_second).sum()));
    }

    private NodeRow row(int viewers, Counted before, Counted now, Duration time) {
        NodeSelf.Condition condition = self.condition();
        String reason = self.reason();
        return new NodeRow(self.name(), self.version(), self.address(), self.start().toString(), condition.text(),
                reason.isEmpty() ? null : reason, condition == NodeSelf.Condition.DRAINING, false, viewers,
                stats.connections().values().stream().mapToLong(Long::longValue).sum(),
                Rates.of(now.appends() - before.appends(), time),
                Rates.of(now.deliveries() - before.deliveries(), time), cores(now.cpuNanos() - before.cpuNanos(), time),
                heap(), gauges.ringBytes(), gauges.feeds(), roundTrip(), 0);
    }

    private static double cores(long cpuNanos, Duration time) {
        return time.isPositive() ? Math.round(100.0 * cpuNanos / time.toNanos()) / 100.0 : 0;
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** In milliseconds, to a hundredth. */
    @Nullable Double roundTrip() {
        return gauges.roundTrip().map(time -> Math.max(0, time.toNanos() / 10_000) / 100.0).orElse(null);
    }
}
