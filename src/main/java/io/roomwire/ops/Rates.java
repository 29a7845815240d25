package io.roomwire.ops;

import java.time.Duration;

/** Counts as rates. */
final class Rates {

    private static final double NANOS = 1e9;

    private Rates() {
    }

    /** Per second, to a tenth; 0 where no time has passed. */
    static double of(long count, Duration time) {
        return time.isPositive() ? rounded(count * NANOS / time.toNanos()) : 0;
    }

    /** To a tenth. */
    static double rounded(double rate) {
        return Math.round(rate * 10) / 10.0;
    }
}
