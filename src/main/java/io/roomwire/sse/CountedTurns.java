package io.roomwire.sse;

import io.roomwire.event.EventId;
import io.roomwire.hub.Loop;
import io.roomwire.hub.Stats;
import java.time.InstantSource;

/**
 * Counts what loops hand over, and how late: by the difference of this node's clock, in milliseconds, and Redis', by
 * which ids are made.
 */
record CountedTurns(Stats stats, InstantSource clock) implements Loop.Turns {

    private static final long MICROS = 1000;

    @Override
    public void turned(int events) {
        stats.turned(events);
    }

    @Override
    public void sent(EventId id) {
        stats.delayed(Math.max(0, clock.millis() * MICROS - id.value()));
    }
}
