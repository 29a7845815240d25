package io.roomwire.hub;

import io.roomwire.event.Event;
import io.roomwire.event.Retentions;
import io.roomwire.event.StreamKey;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes feeds exact by reading Redis: one repair per feed at a time, each on a virtual thread. */
final class Repairs {

    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);

    private final EventLog log;
    private final LiveChannel live;
    private final Retentions retentions;
    private final Stats stats;
    private final Executor threads = task -> Thread.ofVirtual().name("feed").start(task);

    Repairs(EventLog log, LiveChannel live, Retentions retentions, Stats stats) {
        this.log = log;
        this.live = live;
        this.retentions = retentions;
        this.stats = stats;
    }

    void start(Feed feed, Repair repair) {
        run(() -> {
            Backoff backoff = Backoff.standard();
            Repair next = repair;
            while (next != Repair.NONE && !feed.isClosed()) {
                next = attempt(feed, next, backoff);
            }
        });
    }

    /** Runs blocking work for a feed. */
    void run(Interruptible work) {
        threads.execute(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void missed(GapSource source, Repair repair) {
        stats.gap(source, repair != Repair.RELOAD);
    }

    private Repair attempt(Feed feed, Repair repair, Backoff backoff) throws InterruptedException {
        try {
            int waiting = feed.pending();
            Repair applied = apply(feed, repair);
            return applied == Repair.NONE ? feed.settle(repair == Repair.FILL ? 0 : waiting) : applied;
        } catch (EventLogUnavailable e) {
            LOG.debug("{} of {} must wait: {}", repair, feed.stream().label(), e.getMessage());
            backoff.pause();
            return repair;
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("{} of {} failed and will be tried again: {}", repair, feed.stream().label(), e.toString());
            LOG.debug("it failed here", e);
            backoff.pause();
            return repair;
        }
    }

    /** Returns what is still to be done before the feed can settle. */
    private Repair apply(Feed feed, Repair repair) throws InterruptedException {
        return switch (repair) {
            case NONE -> Repair.NONE;
            case SUBSCRIBE -> {
                await(live.subscribe(feed.stream()));
                yield reload(feed);
            }
            case SUBSCRIBE_AND_FILL -> {
                await(live.subscribe(feed.stream()));
                yield Repair.FILL;
            }
            case FILL -> fill(feed);
            case RELOAD -> reload(feed);
        };
    }

    private Repair fill(Feed feed) throws InterruptedException {
        int limit = limit(feed.stream());
        List<Event> read = await(log.read(feed.stream(), feed.newest(), limit));
        if (!feed.fill(read)) {
            return Repair.RELOAD;
        }
        return read.size() == limit ? Repair.FILL : Repair.NONE;
    }

    private Repair reload(Feed feed) throws InterruptedException {
        feed.reload(await(log.tail(feed.stream(), limit(feed.stream()))));
        return Repair.NONE;
    }

    private int limit(StreamKey stream) {
        return Math.max(2, retentions.of(stream).maxEvents());
    }

    /** Waits for a port's answer; fails with {@link EventLogUnavailable}, or otherwise when it cannot be understood. */
    static <T> T await(CompletionStage<T> stage) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof EventLogUnavailable known ? known : new IllegalStateException(e.getCause());
        }
    }

    /** Work that may be told to stop. */
    interface Interruptible {

        void run() throws InterruptedException;
    }
}
