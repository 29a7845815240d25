package io.roomwire.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** The time for which a plan leaves a fault as it is. */
record Pause(Duration length) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    static Pause of(long millis) {
        return new Pause(Duration.ofMillis(millis));
    }

    /** Returns at its end. */
    void pass() {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    static void until(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(BETWEEN_LOOKS).until(condition);
    }
}
