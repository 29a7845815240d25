package io.roomwire.access;

import java.time.Duration;

/** What the header {@code Retry-After} says (RFC 9110, 10.2.3). */
public final class RetryAfter {

    private RetryAfter() {
    }

    /** Whole seconds, the next one for a part. */
    public static long seconds(Duration pause) {
        return pause.plusMillis(999).toSeconds();
    }

    /** The header's value. */
    public static String text(Duration pause) {
        return Long.toString(seconds(pause));
    }
}
