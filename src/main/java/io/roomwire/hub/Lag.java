package io.roomwire.hub;

import io.roomwire.event.EventId;
import java.time.Duration;

/**
 * How far a subscriber is behind.
 *
 * @param events that it has not been sent; at least so many, where it reads Redis' history
 * @param time from the last event that it was sent to the newest
 */
public record Lag(long events, Duration time) {

    static final Lag NONE = new Lag(0, Duration.ZERO);

    private static final long MICROS_PER_MILLI = 1000;

    static Lag of(long events, EventId last, EventId newest) {
        return events <= 0 ? NONE
                : new Lag(events, Duration.ofMillis(Math.max(0, newest.value() - last.value()) / MICROS_PER_MILLI));
    }

    /** The one that is farther behind. */
    Lag or(Lag other) {
        return other.events > events ? other : this;
    }
}
