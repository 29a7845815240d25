package io.roomwire.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * This node's connections to Redis: one for commands per shard, pipelined, and those for live messages. Safe for any
 * thread.
 *
 * <p>A command that was on its way when a connection broke is failed, never sent again: the driver would otherwise
 * repeat appends after a reconnect.
 */
final class RedisConnections implements AutoCloseable {

    static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);
    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);
    private static final int THREADS = 2;

    private final ClientResources resources;
    private final Losses losses = new Losses();
    private final RedisTopology topology;
    private final Optional<Replicas> replicas;

    /** Runs on event loops of its own, and is not metered. */
    RedisConnections(RedisSettings settings) {
        this(settings, CommandLatencyRecorder.disabled());
    }

    /** Runs on event loops of its own. */
    RedisConnections(RedisSettings settings, CommandLatencyRecorder meter) {
        this(settings, meter, new DefaultEventLoopGroupProvider(THREADS), Optional.empty());
    }

    /** Runs on the server's event loops, and sends together what is asked for in one turn of them. */
    RedisConnections(RedisSettings settings, CommandLatencyRecorder meter, ServerLoops loops) {
        this(settings, meter, loops, Optional.of(loops.first()));
    }

    private RedisConnections(RedisSettings settings, CommandLatencyRecorder meter, EventLoopGroupProvider loops,
                             Optional<Executor> sender) {
        resources = DefaultClientResources.builder()
                .eventLoopGroupProvider(loops)
                .computationThreadPoolSize(THREADS)
                .commandLatencyRecorder(meter)
                .reconnectDelay(() ->
                        Delay.fullJitter(Duration.ofMillis(10), LONGEST_DELAY, 10, TimeUnit.MILLISECONDS))
                .build();
        topology = settings.cluster() ? new ManyShards(settings, resources, losses)
                : new OnePrimary(settings, resources, losses, sender.orElseGet(() -> resources.eventExecutorGroup().next()));
        replicas = settings.replicaWait().map(demanded -> new Replicas(topology, demanded));
    }

    /** See {@link RedisTopology#connect}. */
    RedisVersion connect() {
        return topology.connect();
    }

    /** Which server has what. */
    RedisTopology topology() {
        return topology;
    }

    /** What became of the connections. */
    Losses losses() {
        return losses;
    }

    /** Opens one more connection for what is published to all servers, wherever that may be. */
    CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectAnywhere() {
        return topology.connectLive(topology.home(RedisKeys.INGEST));
    }

    /** Sends commands, one thread's in its order; every failure becomes {@link EventLogUnavailable}. */
    <T> CompletionStage<T> call(Function<RedisClusterAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
        CompletionStage<T> answer;
        try {
            answer = command.apply(topology.commands());
            topology.flush();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.exceptionallyCompose(error -> {
            topology.failed(Waiting.cause(error));
            return CompletableFuture.failedFuture(unavailable(error));
        });
    }

    /** What an append has to wait for before it is acknowledged, if it does. */
    Optional<Replicas> replicas() {
        return replicas;
    }

    static EventLogUnavailable unavailable(Throwable error) {
        Throwable cause = Waiting.cause(error);
        return cause instanceof EventLogUnavailable known ? known : new EventLogUnavailable(cause);
    }

    @Override
    public void close() {
        topology.close();
        resources.shutdown(0, DriverOptions.CONNECT_TIMEOUT.toSeconds(), TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
