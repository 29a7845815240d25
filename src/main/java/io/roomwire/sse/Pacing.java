package io.roomwire.sse;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * The time of connections, and when clients come back: spread, so that those of a node that left do not all come in one
 * instant.
 *
 * @param dice asked on event loops, so it must not wait for anything
 */
record Pacing(InstantSource clock, RandomGenerator dice) {

    private static final int RETRY_FROM_MS = 1000;
    private static final int RETRY_TO_MS = 3000;

    String retry(StreamSpec spec) {
        return spec.retry().map(Duration::toMillis).map(Pacing::line).orElseGet(this::retry);
    }

    String retry() {
        return line(dice.nextInt(RETRY_FROM_MS, RETRY_TO_MS));
    }

    /** After at least so long. */
    String retryAfter(Duration pause) {
        return line(pause.toMillis() + dice.nextInt(RETRY_TO_MS));
    }

    private static String line(long ms) {
        return "retry: " + ms + "\n\n";
    }
}
