package io.roomwire.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.roomwire.hub.AppendResult;
import io.roomwire.hub.CloseReason;
import io.roomwire.hub.GapSource;
import io.roomwire.hub.Gauges;
import io.roomwire.hub.RefusalReason;
import io.roomwire.hub.ResetReason;
import io.roomwire.hub.ResumeResult;
import io.roomwire.hub.Stats;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Shows what the hub counts as meters {@code roomwire_*}. Read when asked: nothing is counted twice. */
@Singleton
final class HubMeters implements MeterBinder {

    /** Between a turn on an idle machine and what nobody would call live. */
    private static final Duration[] BUCKETS = IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
            .mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    private static final double NANOS = 1e9;

    private final Stats stats;
    private final Gauges gauges;

    HubMeters(Stats stats, Gauges gauges) {
        this.stats = stats;
        this.gauges = gauges;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "roomwire.deliveries", "events and signals written to connections", Tags.empty(),
                Stats::deliveries);
        counter(registry, "roomwire.delivered.bytes", "bytes written to streams", Tags.empty(), Stats::bytes);
        EnumSet.allOf(AppendResult.class).forEach(result -> counter(registry, "roomwire.appends",
                "appends asked of this node", tag("result", result), counted -> counted.appends(result)));
        EnumSet.allOf(ResetReason.class).forEach(reason -> counter(registry, "roomwire.resets",
                "clients told that their position is gone", tag("reason", reason), counted -> counted.resets(reason)));
        EnumSet.allOf(CloseReason.class).forEach(reason -> counter(registry, "roomwire.closes",
                "connections that ended", tag("reason", reason), counted -> counted.closes(reason)));
        EnumSet.allOf(RefusalReason.class).forEach(reason -> counter(registry, "roomwire.refusals",
                "who was not let in to a stream", tag("reason", reason), counted -> counted.refusals(reason)));
        EnumSet.allOf(GapSource.class).forEach(source -> gaps(registry, source));
        EnumSet.allOf(ResumeResult.class).forEach(result -> counter(registry, "roomwire.resumes",
                "connections that came with a position", tag("result", result), counted -> counted.resumes(result)));
        counter(registry, "roomwire.turns", "hand-overs of one stream's events to the connections of one event loop",
                Tags.empty(), Stats::turns);
        counter(registry, "roomwire.turn.events", "events in these", Tags.empty(), Stats::turnEvents);
        delays(registry);
        gauges(registry);
    }

    /** One sample per event and event loop, when the kernel has it. */
    private void delays(MeterRegistry registry) {
        Timer delays = Timer.builder("roomwire.delivery")
                .description("time from append to socket, by the clocks of Redis and of this node")
                .serviceLevelObjectives(BUCKETS).register(registry);
        stats.onDelay(micros -> delays.record(micros, TimeUnit.MICROSECONDS));
    }

    private void gaps(MeterRegistry registry, GapSource source) {
        gap(registry, source, "filled", counted -> counted.gaps(source, true));
        gap(registry, source, "reset", counted -> counted.gaps(source, false));
    }

    private void gap(MeterRegistry registry, GapSource source, String outcome, ToDoubleFunction<Stats> read) {
        counter(registry, "roomwire.gaps", "holes found in what arrived live", tag("source", source)
                .and("outcome", outcome), read);
    }

    private void gauges(MeterRegistry registry) {
        gauge(registry, "roomwire.probe.age.seconds", "time since live delivery was last proven", Gauges::probeAge);
        gauge(registry, "roomwire.ring.bytes", "memory that all rings take", Gauges::ringBytes);
        gauge(registry, "roomwire.ring.frames", "events that all rings hold", Gauges::frames);
        gauge(registry, "roomwire.appends.waiting.bytes", "memory of appends that wait for Redis", Gauges::waiting);
        gauge(registry, "roomwire.redis.round.trip.seconds", "what the last probe took that Redis answered",
                read -> read.roundTrip().map(HubMeters::seconds).orElse(Double.NaN));
        gauge(registry, "roomwire.feeds", "streams that this node subscribes to", Gauges::feeds);
    }

    private void gauge(MeterRegistry registry, String name, String meaning, ToDoubleFunction<Gauges> read) {
        Gauge.builder(name, gauges, read).description(meaning).register(registry);
    }

    private void counter(MeterRegistry registry, String name, String meaning, Tags tags, ToDoubleFunction<Stats> read) {
        FunctionCounter.builder(name, stats, read).description(meaning).tags(tags).register(registry);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS;
    }

    private static Tags tag(String key, Enum<?> value) {
        return Tags.of(key, value.name().toLowerCase(Locale.ROOT));
    }
}
