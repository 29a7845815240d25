package io.roomwire.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** One live connection per server, opened when it is first asked for. Safe for any thread. */
final class LiveConnections {

    private final RedisTopology topology;
    private final BiConsumer<Home, StatefulRedisPubSubConnection<String, byte[]>> prepare;

    @GuardedBy("this")
    private final Map<Home, CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>>> all = new HashMap<>();

    /**
     * @param prepare called with each new connection before anybody has it
     */
    LiveConnections(RedisTopology topology, BiConsumer<Home, StatefulRedisPubSubConnection<String, byte[]>> prepare) {
        this.topology = topology;
        this.prepare = prepare;
    }

    /** After a failed attempt the next call tries again. */
    synchronized CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>> to(Home home) {
        CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>> known = all.get(home);
        if (known == null || known.isCompletedExceptionally()) {
            known = topology.connectLive(home).thenApply(fresh -> {
                prepare.accept(home, fresh);
                return fresh;
            }).toCompletableFuture();
            all.put(home, known);
        }
        return known;
    }

    /** Like {@link #to}, but opens none: without one it fails. */
    synchronized CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>> opened(Home home) {
        return all.getOrDefault(home, CompletableFuture.failedFuture(new IllegalStateException("not connected")));
    }

    /** Closes all but those to {@code homes}. */
    void closeAllBut(Set<Home> homes) {
        List<CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>>> unused = new ArrayList<>();
        synchronized (this) {
            all.entrySet().removeIf(entry -> !homes.contains(entry.getKey()) && unused.add(entry.getValue()));
        }
        unused.forEach(connection -> {
            var _ = connection.thenCompose(StatefulRedisPubSubConnection::closeAsync);
        });
    }
}
