package io.roomwire.worklog;

import io.roomwire.access.LeaseLimit;
import io.roomwire.access.Leases;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.LimitReached;
import io.roomwire.hub.RefusalReason;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The streams open at a time, per room over all nodes and on this node. Safe for any thread, never blocks. */
@Singleton
final class LogPlaces {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Leases leases;
    private final LogSettings.Caps caps;
    private final AtomicInteger here = new AtomicInteger();

    LogPlaces(Leases leases, LogSettings settings) {
        this.leases = leases;
        this.caps = settings.caps();
    }

    /** Gives what gives the place back; fails with {@link LimitReached}, or with what says that Redis is away. */
    CompletionStage<Runnable> take(StreamKey room) {
        if (caps.streamsPerNode() > 0 && here.incrementAndGet() > caps.streamsPerNode()) {
            here.decrementAndGet();
            return CompletableFuture.failedFuture(new LimitReached(PAUSE, RefusalReason.WORKLOG_STREAMS_PER_NODE));
        }
        return ofRoom(room).whenComplete((taken, failure) -> {
            if (failure != null) {
                leave();
            }
        }).thenApply(taken -> once(() -> {
            taken.run();
            leave();
        }));
    }

    private void leave() {
        if (caps.streamsPerNode() > 0) {
            here.decrementAndGet();
        }
    }

    private static void leaveNobody() {
        // no place of the room was taken
    }

    private CompletionStage<Runnable> ofRoom(StreamKey room) {
        return caps.streamsPerRoom() == 0 ? CompletableFuture.completedFuture(LogPlaces::leaveNobody)
                : leases.take(room.toString(), caps.streamsPerRoom()).<Runnable>thenApply(lease -> lease::release)
                        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(refusal(failure)));
    }

    private static Throwable refusal(Throwable failure) {
        Throwable cause = Waiting.cause(failure);
        return cause instanceof LeaseLimit ? new LimitReached(PAUSE, RefusalReason.WORKLOG_STREAMS_PER_ROOM) : cause;
    }

    private static Runnable once(Runnable task) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                task.run();
            }
        };
    }
}
