package io.roomwire.sse;

import io.netty.channel.EventLoop;
import io.roomwire.hub.CloseReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends the connections of one event loop evenly over a time, in an order of chance: those of one room came together,
 * and shall not all be away together. What is still being opened when it begins counts as soon as it is there. Confined
 * to the loop.
 */
final class Farewell implements Runnable {

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final EventLoop loop;
    private final List<Connection> connections;
    private final Pacing pacing;
    private final long end;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long last;

    /** @param connections of the loop; those that are closed are taken out */
    Farewell(EventLoop loop, List<Connection> connections, Duration spread, Pacing pacing) {
        this.loop = loop;
        this.connections = connections;
        this.pacing = pacing;
        this.last = System.nanoTime();
        this.end = last + spread.toNanos();
    }

    /** Completes when every connection has been ended. */
    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void run() {
        connections.removeIf(Connection::isClosed);
        long now = System.nanoTime();
        long left = Math.max(0, end - now);
        for (int due = due(connections.size(), now - last, left); due > 0; due--) {
            int chosen = pacing.dice().nextInt(connections.size());
            Connection leaving = connections.set(chosen, connections.getLast());
            connections.removeLast();
            leaving.leave(CloseReason.DRAINED, pacing.retry());
        }
        last = now;
        if (left == 0) {
            done.complete(null);
        } else {
            var _ = loop.schedule(this, Math.min(left, STEP_NANOS), TimeUnit.NANOSECONDS);
        }
    }

    /** So many of those open that the rest lasts for the time left; chance decides on parts of one. */
    private int due(int open, long passed, long left) {
        return left == 0 ? open : (int) ((double) open * passed / (left + passed) + pacing.dice().nextDouble());
    }
}
