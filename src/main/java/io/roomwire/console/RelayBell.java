package io.roomwire.console;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one thread; rings that come before it waits are one. {@link #ring} is for any thread and never blocks. */
final class RelayBell {

    private final Semaphore rung = new Semaphore(0);

    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Blocks until it is rung, or for that long. */
    void await(Duration most) throws InterruptedException {
        if (rung.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
            rung.drainPermits();
        }
    }
}
