package io.roomwire.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.Range;
import io.lettuce.core.SetArgs;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Waits until replicas have what was appended, on one connection of its own per server, which {@code WAIT} blocks: one
 * {@code WAIT} at a time, for all that was appended by then. Safe for any thread.
 *
 * <p>{@code WAIT} speaks of what its own connection wrote, so that writes a mark first, behind the events in the
 * server's one sequence. And that server may be another one by then: so it must show that it has the event.
 */
final class Replicas {

    private static final byte[] MARK = {'1'};
    private static final Duration MARKED = Duration.ofSeconds(10);

    private final RedisTopology topology;
    private final ReplicaWait demanded;
    private final Map<Home, Line> lines = new ConcurrentHashMap<>();

    Replicas(RedisTopology topology, ReplicaWait demanded) {
        this.topology = topology;
        this.demanded = demanded;
    }

    /** Somebody who waits for replicas to have an event; for none of its own where it was there before. */
    private record Waiter(StreamKey stream, Optional<EventId> event, CompletableFuture<Void> answer) {
    }

    /** Fails with {@link EventLogUnavailable} when too few have it in time. */
    CompletionStage<Void> have(StreamKey stream, Optional<EventId> event) {
        Waiter waiter = new Waiter(stream, event, new CompletableFuture<>());
        lines.computeIfAbsent(topology.home(RedisKeys.events(stream)), Line::new).add(waiter);
        return waiter.answer();
    }

    /** Those who wait at one server. */
    private final class Line {

        private final Home home;
        @GuardedBy("this")
        private List<Waiter> waiting = new ArrayList<>();
        @GuardedBy("this")
        private boolean busy;
        @GuardedBy("this")
        private CompletableFuture<StatefulRedisConnection<String, byte[]>> connection;

        Line(Home home) {
            this.home = home;
            this.connection = connect();
        }

        private CompletableFuture<StatefulRedisConnection<String, byte[]>> connect() {
            return topology.connectPlain(home).toCompletableFuture();
        }

        void add(Waiter waiter) {
            synchronized (this) {
                waiting.add(waiter);
                if (busy) {
                    return;
                }
                busy = true;
            }
            next();
        }

        private void next() {
            List<Waiter> round;
            CompletableFuture<StatefulRedisConnection<String, byte[]>> way;
            synchronized (this) {
                round = waiting;
                waiting = new ArrayList<>();
                busy = !round.isEmpty();
                if (connection.isCompletedExceptionally()) {
                    connection = connect();
                }
                way = connection;
            }
            if (!round.isEmpty()) {
                var _ = way.thenCompose(open -> ask(open.async(), round)).whenComplete((replicas, error) -> {
                    if (error != null) {
                        topology.failed(Waiting.cause(error));
                        EventLogUnavailable away = RedisConnections.unavailable(error);
                        round.forEach(waiter -> waiter.answer().completeExceptionally(away));
                    }
                    next();
                });
            }
        }

        /** All goes out together. */
        private CompletionStage<Long> ask(RedisAsyncCommands<String, byte[]> commands, List<Waiter> round) {
            List<CompletionStage<Boolean>> shown = round.stream().map(waiter -> isThere(commands, waiter)).toList();
            String mark = RedisKeys.of(round.getFirst().stream(), "waited");
            CompletionStage<String> marked = commands.set(mark, MARK, SetArgs.Builder.px(MARKED));
            CompletionStage<Long> replicas =
                    commands.waitForReplication(demanded.replicas(), demanded.longest().toMillis());
            return marked.thenCombine(replicas, (ok, count) -> count).thenApply(count -> {
                for (int i = 0; i < round.size(); i++) {
                    answer(round.get(i), shown.get(i), count);
                }
                return count;
            });
        }

        private CompletionStage<Boolean> isThere(RedisAsyncCommands<String, byte[]> commands, Waiter waiter) {
            return waiter.event().map(EventId::toRedis)
                    .<CompletionStage<List<StreamMessage<String, byte[]>>>>map(id ->
                            commands.xrange(RedisKeys.events(waiter.stream()), Range.create(id, id)))
                    .map(entries -> entries.thenApply(found -> !found.isEmpty()))
                    .orElseGet(() -> CompletableFuture.completedFuture(true));
        }

        private void answer(Waiter waiter, CompletionStage<Boolean> shown, long replicas) {
            var _ = shown.whenComplete((there, error) -> {
                if (error == null && there && replicas >= demanded.replicas()) {
                    waiter.answer().complete(null);
                } else {
                    waiter.answer().completeExceptionally(new EventLogUnavailable(new IllegalStateException(
                            replicas + " of " + demanded.replicas() + " replicas have it, the primary: " + there)));
                }
            });
        }
    }
}
