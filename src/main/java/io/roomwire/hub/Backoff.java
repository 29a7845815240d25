package io.roomwire.hub;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts: exponential with full jitter, at most 2 s. Confined to one thread. */
public final class Backoff {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private Duration ceiling;

    private Backoff(Duration first) {
        this.ceiling = first;
    }

    /** For a server that is there but may have stumbled. */
    static Backoff standard() {
        return startingAt(Duration.ofMillis(20));
    }

    /**
     * For a server that may take its time.
     *
     * @param first the longest that the first pause may be
     */
    public static Backoff startingAt(Duration first) {
        return new Backoff(first);
    }

    /** Blocks for a while. */
    public void pause() throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextLong(ceiling.toMillis() + 1));
        Duration twice = ceiling.multipliedBy(2);
        ceiling = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }
}
