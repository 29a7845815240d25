package io.roomwire.worklog;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.roomwire.event.EventId;
import io.roomwire.hub.Append;
import io.roomwire.hub.Backoff;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Hub;
import io.roomwire.hub.LimitReached;
import io.roomwire.hub.Waiting;
import io.roomwire.worklog.LogMetrics.Skip;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends lines, and while Redis is away keeps them, as many as the setting says, to append them in their order when it
 * is back. As long as any is kept, later ones wait behind it. Safe for any thread, never blocks.
 */
@Singleton
final class LogBacklog {

    private static final Logger LOG = LoggerFactory.getLogger(LogBacklog.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final int LOOKED_AT = 100;

    private final Hub hub;
    private final LogMetrics metrics;
    private final int most;

    @GuardedBy("this")
    private final Deque<Kept> kept = new ArrayDeque<>();
    @GuardedBy("this")
    private Optional<Thread> writer = Optional.empty();

    LogBacklog(Hub hub, LogMetrics metrics, LogSettings settings) {
        this.hub = hub;
        this.metrics = metrics;
        this.most = settings.queued();
    }

    /**
     * A line that waits.
     *
     * @param tried whether Redis was sent it and did not answer, so that it may be in the log
     */
    private record Kept(Append line, boolean tried) {
    }

    /**
     * Completes when the line is in the log or kept. Fails with {@link EventLogUnavailable} when there is no place for
     * it, and as the hub's append does.
     */
    CompletionStage<Void> append(Append line) {
        return isEmpty()
                ? hub.append(line).<Void>thenApply(appended -> null).exceptionallyCompose(error -> after(line, error))
                : keep(new Kept(line, false), new EventLogUnavailable(new IllegalStateException("the queue is full")));
    }

    private CompletionStage<Void> after(Append line, Throwable failure) {
        Throwable cause = Waiting.cause(failure);
        return cause instanceof EventLogUnavailable ? keep(new Kept(line, true), cause)
                : CompletableFuture.failedFuture(cause);
    }

    private synchronized boolean isEmpty() {
        return kept.isEmpty();
    }

    /** @param refusal what it fails with when there is no place */
    private synchronized CompletionStage<Void> keep(Kept line, Throwable refusal) {
        if (kept.size() >= most) {
            return CompletableFuture.failedFuture(refusal);
        }
        kept.addLast(line);
        if (kept.size() == 1) {
            writer = Optional.of(Thread.ofVirtual().name("worklog-backlog").start(() -> write(line)));
        }
        return CompletableFuture.completedFuture(null);
    }

    /** Writes from the first line on; ends when none is left. */
    private void write(Kept first) {
        try {
            for (Optional<Kept> next = Optional.of(first); next.isPresent(); next = next()) {
                write(next.get().line(), next.get().tried());
            }
        } catch (InterruptedException e) {
            LOG.debug("the node ends", e);
        }
    }

    /** In one step, so that there is never more than one writer. */
    private synchronized Optional<Kept> next() {
        kept.removeFirst();
        return Optional.ofNullable(kept.peekFirst());
    }

    private void write(Append line, boolean triedBefore) throws InterruptedException {
        Backoff backoff = Backoff.startingAt(FIRST_PAUSE);
        boolean tried = triedBefore;
        while (true) {
            try {
                if (!tried || !isThere(line)) {
                    Waiting.join(hub.append(line));
                }
                return;
            } catch (EventLogUnavailable away) {
                tried = true;
                backoff.pause();
            } catch (LimitReached limit) {
                Thread.sleep(limit.pause());
            } catch (ClaimLost gone) {
                metrics.skipped(Skip.ROOM_GONE);
                return;
            }
        }
    }

    /** A line tells its time to the millisecond, so the same data is the same line. */
    private boolean isThere(Append line) {
        return Waiting.join(hub.read(line.stream(), EventId.NONE, LOOKED_AT)).stream()
                .anyMatch(event -> event.data().equals(line.data()));
    }

    /** What is still kept is lost with the node. */
    @PreDestroy
    synchronized void close() {
        writer.ifPresent(Thread::interrupt);
        kept.forEach(line -> metrics.skipped(Skip.NODE_ENDED));
        if (!kept.isEmpty()) {
            LOG.warn("{} lines of work logs were accepted and are lost, since Redis is away", kept.size());
        }
    }
}
