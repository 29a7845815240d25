package io.roomwire.sse;

import io.netty.channel.EventLoop;
import io.roomwire.hub.CloseReason;
import io.roomwire.hub.Loop;
import io.roomwire.hub.Stats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The connections of one event loop, swept by one timer: none of them has a timer of its own. Confined to the loop. */
final class LoopConnections {

    private static final long TICKS_PER_SECOND = 4;

    private final EventLoop loop;
    private final Outbox outbox;
    private final Loop turns;
    private final int stuckLimit;
    private final Duration heartbeat;
    private final Duration maxAge;
    private final Pacing pacing;
    private final List<Connection> connections = new ArrayList<>();
    private Optional<Farewell> farewell = Optional.empty();
    private boolean sweeping;

    /** To be made on the loop. */
    LoopConnections(EventLoop loop, SseSettings settings, Pacing pacing, Stats stats) {
        this.loop = loop;
        this.pacing = pacing;
        this.outbox = new Outbox(settings.batching());
        this.turns = new Loop(loop, outbox::send, new CountedTurns(stats, pacing.clock()));
        loop.terminationFuture().addListener(ended -> outbox.close());
        this.stuckLimit = ticks(settings.slowReader());
        this.heartbeat = settings.heartbeat();
        this.maxAge = settings.maxAge();
    }

    private static int ticks(Duration time) {
        return (int) Math.max(1, time.toMillis() * TICKS_PER_SECOND / 1000);
    }

    Outbox outbox() {
        return outbox;
    }

    /** The loop as feeds know it. */
    Loop turns() {
        return turns;
    }

    void add(Connection connection) {
        connections.add(connection);
        if (maxAge.isPositive()) {
            connection.lasts(ticks(pacing.age(maxAge)));
        }
        if (!sweeping) {
            sweeping = true;
            long period = 1000 / TICKS_PER_SECOND;
            var _ = loop.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
        }
    }

    private void sweep() {
        connections.removeIf(Connection::isClosed);
        if (farewell.filter(over -> over.done().isDone()).isPresent()) {
            connections.forEach(late -> late.leave(CloseReason.DRAINED, pacing.retry()));
        }
        connections.forEach(connection -> {
            connection.tick(ticks(connection.heartbeat().orElse(heartbeat)), stuckLimit);
            if (connection.isAged()) {
                connection.leave(CloseReason.AGED, pacing.soon());
            }
        });
    }

    /** Ends all evenly over the time; what comes later ends at once. Completes when that has been done. */
    CompletableFuture<Void> drain(Duration spread) {
        Farewell begun = new Farewell(loop, connections, spread, pacing);
        farewell = Optional.of(begun);
        begun.run();
        return begun.done();
    }

    void endAll(CloseReason reason) {
        connections.forEach(connection -> connection.end(reason));
    }
}
