package io.roomwire.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.roomwire.hub.EventLogUnavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Batches of one lane that wait to be stored, one write at a time. Safe for any thread. */
final class RelayQueue {

    /** Frames that a write takes, unless its first batch alone has more. */
    static final int WRITE = 500;
    /** Frames that wait, unless a single batch has more. */
    static final int MOST = 20_000;

    @GuardedBy("this")
    private final Queue<Batch> waiting = new ArrayDeque<>();
    @GuardedBy("this")
    private int frames;
    @GuardedBy("this")
    private boolean writing;

    /** Frames of one call and the answer to it. */
    record Batch(List<RelayFrame> frames, CompletableFuture<Void> stored) {

        Batch(List<RelayFrame> frames) {
            this(List.copyOf(frames), new CompletableFuture<>());
        }

        void succeed() {
            stored.complete(null);
        }

        void fail(Throwable failure) {
            stored.completeExceptionally(failure);
        }
    }

    /** Refuses the batch when too many wait already. */
    synchronized void add(Batch batch) {
        int sum = frames + batch.frames().size();
        if (sum > MOST && !waiting.isEmpty()) {
            batch.fail(new EventLogUnavailable(new IllegalStateException("too many frames wait to be stored")));
        } else {
            frames = sum;
            waiting.add(batch);
        }
    }

    /** What is to be written now, until {@link #written}; nothing while a write is under way. */
    synchronized List<Batch> next() {
        List<Batch> taken = new ArrayList<>();
        if (!writing) {
            for (Batch batch = waiting.peek(); fits(taken, batch); batch = waiting.peek()) {
                taken.add(waiting.remove());
            }
            frames -= size(taken);
            writing = !taken.isEmpty();
        }
        return taken;
    }

    private static boolean fits(List<Batch> taken, @Nullable Batch batch) {
        return batch != null && (taken.isEmpty() || size(taken) + batch.frames().size() <= WRITE);
    }

    private static int size(List<Batch> batches) {
        return batches.stream().mapToInt(batch -> batch.frames().size()).sum();
    }

    synchronized void written() {
        writing = false;
    }

    synchronized boolean isIdle() {
        return !writing && waiting.isEmpty();
    }
}
