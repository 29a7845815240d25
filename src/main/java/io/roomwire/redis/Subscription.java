package io.roomwire.redis;

import io.roomwire.event.StreamKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** One channel that this node wants to hear. Safe for any thread. */
final class Subscription {

    private static final int MOST_REDIRECTIONS = 5;

    private final StreamKey stream;
    private final CompletableFuture<Void> confirmed = new CompletableFuture<>();
    private final AtomicInteger redirections = new AtomicInteger();
    private volatile Home home;

    Subscription(StreamKey stream, Home home) {
        this.stream = stream;
        this.home = home;
    }

    StreamKey stream() {
        return stream;
    }

    /** Completes with the first confirmation; fails when the first attempt did. */
    CompletableFuture<Void> confirmed() {
        return confirmed;
    }

    /** Where it is subscribed, or is to be. */
    Home home() {
        return home;
    }

    void moveTo(Home other) {
        home = other;
    }

    /** Counts one more redirection; false when there are too many between two confirmations. */
    boolean mayBeRedirected() {
        return redirections.incrementAndGet() <= MOST_REDIRECTIONS;
    }

    /** Takes a confirmation. True for the first. */
    boolean confirm() {
        redirections.set(0);
        return confirmed.complete(null);
    }
}
