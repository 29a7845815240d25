package io.roomwire.event;

import java.time.Duration;

/**
 * How much of a stream Redis keeps; the newest event always stays.
 *
 * @param maxEvents at least 1
 * @param maxAge older events are trimmed by the next append
 * @param expiry the whole stream goes this long after its last append, unless a node still holds its feed
 */
public record Retention(int maxEvents, Duration maxAge, Duration expiry) {

    public Retention {
        if (maxEvents < 1 || !maxAge.isPositive() || !expiry.isPositive()) {
            throw new IllegalArgumentException("not a retention: " + maxEvents + ", " + maxAge + ", " + expiry);
        }
    }
}
