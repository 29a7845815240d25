package io.roomwire.hub;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again while there is anything to look after; while there is not, no timer runs. Ends with
 * its executor. Safe for any thread, never blocks.
 */
public final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Executor later;
    private final BooleanSupplier round;
    private final AtomicBoolean due = new AtomicBoolean();

    /**
     * @param pause before each round
     * @param round true when another is to follow; shorter than the pause, or two may overlap
     */
    public Rounds(Duration pause, Executor executor, BooleanSupplier round) {
        this.later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, executor);
        this.round = round;
    }

    /** There is something to look after, which the next round sees. */
    public void begin() {
        if (due.compareAndSet(false, true)) {
            later.execute(this::run);
        }
    }

    /** What begins while the round is under way may have come too late for it, and has one of its own. */
    private void run() {
        due.set(false);
        if (isWanted()) {
            begin();
        }
    }

    private boolean isWanted() {
        try {
            return round.getAsBoolean();
        } catch (RuntimeException failure) {
            LOG.error("a round was cut short", failure);
            return true;
        }
    }
}
