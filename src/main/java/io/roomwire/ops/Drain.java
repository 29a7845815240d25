package io.roomwire.ops;

import io.roomwire.hub.Departing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How this node leaves: it says that it is not ready and takes no new clients; after the grace, in which balancers
 * learn of it, it ends its connections over the spread. It serves requests until the end, and there is no way back.
 * Safe for any thread, never blocks.
 */
@Singleton
public final class Drain {

    static final String REASON = "draining";
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    /** For connections on event loops that are busy. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final DrainSettings settings;
    private final List<Departing> parts;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Drain(DrainSettings settings, List<Departing> parts) {
        this.settings = settings;
        this.parts = List.copyOf(parts);
    }

    /**
     * Begins to leave, once.
     *
     * @return completes when no connection is left, at the latest a second after grace and spread; never fails
     */
    public CompletionStage<Void> begin() {
        if (begun.compareAndSet(false, true)) {
            LOG.info("leaving: not ready; connections end in {} s, over {} s", settings.grace().toSeconds(),
                    settings.spread().toSeconds());
            parts.forEach(Departing::refuse);
            done.orTimeout(settings.grace().plus(settings.spread()).plus(TOLERANCE).toMillis(), TimeUnit.MILLISECONDS);
            CompletableFuture.delayedExecutor(settings.grace().toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::letGo);
        }
        return done.exceptionally(late -> null);
    }

    private void letGo() {
        CompletableFuture<?>[] all = parts.stream().map(part -> part.leave(settings.spread()).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        var _ = CompletableFuture.allOf(all).whenComplete((left, failure) -> {
            LOG.info("no connection is left");
            done.complete(null);
        });
    }

    /** Whether it leaves, or has left. */
    public boolean isBegun() {
        return begun.get();
    }
}
