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
    private static final int SOON_FROM_MS = 100;

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

    /** Within a second: there is room for it, if not here. */
    String soon() {
        return line(dice.nextInt(SOON_FROM_MS, RETRY_FROM_MS));
    }

    /** A part of the longest time, half of it at least, so that those who came together do not go together. */
    Duration age(Duration longest) {
        return Duration.ofMillis((long) (longest.toMillis() * dice.nextDouble(0.5, 1)));
    }

    private static String line(long ms) {
        return "retry: " + ms + "\n\n";
    }
}
