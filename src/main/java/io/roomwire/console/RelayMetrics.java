package io.roomwire.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts relayed frames, and says so in the log when some were dropped. Safe for any thread. */
@Singleton
final class RelayMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(RelayMetrics.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final Counter stored;
    private final Counter read;
    private final Counter dropped;
    private final InstantSource clock;
    private final AtomicReference<Instant> nextLine = new AtomicReference<>(Instant.EPOCH);

    RelayMetrics(MeterRegistry registry, InstantSource clock) {
        stored = counter(registry, "stored", "relayed frames stored by this node");
        read = counter(registry, "read", "relayed frames read for agents of this node, repeats included");
        dropped = counter(registry, "dropped", "relayed frames that went beyond the bounds unacknowledged");
        this.clock = clock;
    }

    private static Counter counter(MeterRegistry registry, String what, String meaning) {
        return Counter.builder("roomwire.relay." + what).description(meaning).register(registry);
    }

    void stored(int frames) {
        stored.increment(frames);
    }

    void read(int frames) {
        read.increment(frames);
    }

    /** A line at most every 10 s: an overflow drops at the rate of the frames. */
    void dropped(RelayLane lane, long frames) {
        dropped.increment((double) frames);
        Instant now = clock.instant();
        Instant due = nextLine.get();
        if (!now.isBefore(due) && nextLine.compareAndSet(due, now.plus(BETWEEN_LINES))) {
            LOG.warn("dropped {} frames of {} that its receiver never acknowledged; {} in all since this node started",
                    frames, lane, (long) dropped.count());
        }
    }
}
