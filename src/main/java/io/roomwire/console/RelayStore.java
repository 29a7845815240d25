package io.roomwire.console;

import io.roomwire.console.RelayLog.Hold;
import io.roomwire.console.RelayLog.Kept;
import io.roomwire.console.RelayLog.Reading;
import io.roomwire.console.RelayLog.Stored;
import io.roomwire.console.RelayQueue.Batch;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The relay's log as this node uses it. Frames are stored in the order of the calls: one write per lane is under way at
 * a time, and the next takes what has gathered meanwhile. Several at once were rejected: when one failed, the next
 * would overtake it. Safe for any thread, never blocks.
 */
@Singleton
final class RelayStore {

    private final RelayLog log;
    private final RelayMetrics metrics;
    private final ConcurrentMap<RelayLane, RelayQueue> queues = new ConcurrentHashMap<>();

    RelayStore(RelayLog log, RelayMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    /** See {@link Relay#accept}. */
    CompletionStage<Void> accept(RelayLane lane, List<RelayFrame> frames) {
        Batch batch = new Batch(frames);
        if (frames.isEmpty()) {
            batch.succeed();
        } else {
            write(lane, queued(lane, batch));
        }
        return batch.stored();
    }

    /** Under the map's lock for the lane, as is the removal of idle queues. */
    private RelayQueue queued(RelayLane lane, Batch batch) {
        return queues.compute(lane, (key, known) -> {
            RelayQueue queue = known == null ? new RelayQueue() : known;
            queue.add(batch);
            return queue;
        });
    }

    private void write(RelayLane lane, RelayQueue queue) {
        List<Batch> batches = queue.next();
        if (batches.isEmpty()) {
            return;
        }
        List<RelayFrame> frames = batches.stream().flatMap(batch -> batch.frames().stream()).toList();
        var _ = kept(lane, frames).whenComplete((kept, failure) -> {
            queue.written();
            batches.forEach(batch -> settle(batch, failure));
            queues.computeIfPresent(lane, (key, known) -> known.isIdle() ? null : known);
            write(lane, queue);
        });
    }

    private void settle(Batch batch, @Nullable Throwable failure) {
        if (failure == null) {
            metrics.stored(batch.frames().size());
            batch.succeed();
        } else {
            batch.fail(Waiting.cause(failure));
        }
    }

    /** Frames stored and not yet acknowledged. */
    CompletionStage<Long> backlog(RelayLane lane) {
        return kept(lane, List.of()).thenApply(Kept::frames);
    }

    /** After what lies beyond the bounds was dropped: see {@link RelayLog#attach}. */
    CompletionStage<Optional<Hold>> attach(RelayLane lane, Duration age, long after) {
        return backlog(lane).thenCompose(frames -> log.attach(lane, age, after));
    }

    /** See {@link RelayLog#read}. */
    CompletionStage<Optional<List<Stored>>> read(RelayLane lane, Reading reading, int limit) {
        return log.read(lane, reading, limit).thenApply(page -> {
            page.ifPresent(frames -> metrics.read(frames.size()));
            return page;
        });
    }

    private CompletionStage<Kept> kept(RelayLane lane, List<RelayFrame> frames) {
        return log.store(lane, frames).thenApply(kept -> {
            if (kept.dropped() > 0) {
                metrics.dropped(lane, kept.dropped());
            }
            return kept;
        });
    }

    /** Lanes that frames wait for. */
    int lanes() {
        return queues.size();
    }
}
