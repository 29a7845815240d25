package io.roomwire.console;

import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Rounds;
import io.roomwire.json.JsonText;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to console streams, frames as far as they are not too many; how many come is counted where the agent's socket
 * is. Safe for any thread, never blocks. What one thread writes to a stream stays in order.
 */
@Singleton
final class ConsoleLog {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLog.class);
    private static final String CHANGE = "SAMPLING_CHANGE";
    private static final Duration REVIEW = Duration.ofMillis(500);

    private final Hub hub;
    private final JsonText json;
    private final ConsoleSettings settings;
    private final Clock clock;
    private final Rounds reviews;
    private final ConcurrentMap<StreamKey, Sampler> samplers = new ConcurrentHashMap<>();

    ConsoleLog(Hub hub, JsonText json, ConsoleSettings settings, Clock clock,
               @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.hub = hub;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
        this.reviews = new Rounds(REVIEW, blocking, this::review);
    }

    /** Writes an event that is never left out; when Redis is away it is lost, and logged. */
    void write(StreamKey stream, ConsoleEvent event) {
        var _ = hub.append(Append.of(stream, event.type(), json.write(event))).whenComplete((appended, failure) -> {
            if (failure != null) {
                LOG.warn("{} of {} is lost: {}", event.type(), stream, failure.getMessage());
            }
        });
    }

    /** Writes an event to the dongle's stream and, where it has a group, to that group's. */
    void write(Dongle dongle, ConsoleEvent event) {
        write(ConsoleStreams.dongle(dongle.id()), event);
        dongle.group().ifPresent(group -> write(ConsoleStreams.group(group), event));
    }

    /** Writes a frame, if it is not one too many. */
    void writeFrame(StreamKey stream, Supplier<ConsoleEvent> frame) {
        samplers.compute(stream, (key, known) -> {
            Sampler sampler = known == null ? new Sampler(settings.threshold(key)) : known;
            int before = sampler.step();
            boolean shown = sampler.admit(clock.millis());
            tellChange(key, sampler, before);
            if (shown) {
                write(key, frame.get());
            }
            return sampler;
        });
        reviews.begin();
    }

    private boolean review() {
        for (StreamKey stream : samplers.keySet()) {
            samplers.computeIfPresent(stream, (key, sampler) -> {
                int before = sampler.step();
                sampler.review(clock.millis());
                tellChange(key, sampler, before);
                return sampler.isIdle() ? null : sampler;
            });
        }
        return !samplers.isEmpty();
    }

    private void tellChange(StreamKey stream, Sampler sampler, int before) {
        if (sampler.step() == before) {
            return;
        }
        boolean on = sampler.step() > 1;
        String text = on ? String.format(Locale.ROOT, "Sampling enabled at 1 in %d frames due to high rate (%.1f fps).",
                sampler.step(), sampler.rate()) : "Sampling disabled; rate below threshold.";
        write(stream, ConsoleEvent.Log.of(on ? "warn" : "info", CHANGE, text, clock.instant()));
    }
}
