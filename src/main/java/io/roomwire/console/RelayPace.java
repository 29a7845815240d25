package io.roomwire.console;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spaces what is written in portions so that no second sees more than the rate: what was written late is not caught
 * up. Confined to one thread.
 */
final class RelayPace {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int PORTIONS = 50;

    private final int perSecond;
    private final LongSupplier nanos;
    private long due;

    /**
     * @param perSecond frames, at least 1
     * @param nanos a clock that never goes back
     */
    RelayPace(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.due = nanos.getAsLong();
    }

    /** The most that may be written at a time. */
    int portion() {
        return Math.max(1, perSecond / PORTIONS);
    }

    /** How long to wait before the next portion. */
    Duration pause() {
        return Duration.ofNanos(Math.max(0, due - nanos.getAsLong()));
    }

    /** A portion is written now. */
    void wrote(int frames) {
        due = nanos.getAsLong() + frames * SECOND / perSecond;
    }
}
