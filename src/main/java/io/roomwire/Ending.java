package io.roomwire;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, last first, when the process ends. Safe for any thread. */
final class Ending {

    private final Deque<Runnable> closers = new ArrayDeque<>();
    private boolean over;

    /** One that runs on SIGINT and {@link System#exit}, to which SIGTERM comes by {@link Departure}. */
    static Ending ofProcess() {
        Ending ending = new Ending();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("ending").unstarted(ending::run));
        return ending;
    }

    /** Closes it at the end; at once when the end has come already. */
    void add(Runnable closer) {
        synchronized (this) {
            if (!over) {
                closers.push(closer);
                return;
            }
        }
        closer.run();
    }

    private void run() {
        Deque<Runnable> all;
        synchronized (this) {
            over = true;
            all = new ArrayDeque<>(closers);
        }
        all.forEach(Runnable::run);
    }
}
