package io.roomwire.hub;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens once for all who wait. Not one future with dependents: it would keep those who have given up, and while Redis
 * is away there are many. Safe for any thread.
 */
final class Gate {

    private static final CompletableFuture<Void> PASSED = CompletableFuture.completedFuture(null);

    private final Map<Object, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private volatile boolean open;

    /** Completes when the gate is open; whoever stops waiting cancels it. */
    CompletableFuture<Void> pass() {
        if (open) {
            return PASSED.copy();
        }
        Object ticket = new Object();
        CompletableFuture<Void> passed = new CompletableFuture<>();
        waiting.put(ticket, passed);
        var _ = passed.whenComplete((done, error) -> waiting.remove(ticket));
        if (open) {
            passed.complete(null);
        }
        return passed;
    }

    void open() {
        open = true;
        waiting.values().forEach(passed -> passed.complete(null));
    }

    int waiting() {
        return waiting.size();
    }
}
