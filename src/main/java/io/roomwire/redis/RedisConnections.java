package io.roomwire.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * This node's connections to Redis: one for commands, pipelined, and those for live messages. Safe for any thread.
 *
 * <p>A command that was on its way when a connection broke is failed, never sent again: the driver would otherwise
 * repeat appends after a reconnect.
 */
final class RedisConnections implements AutoCloseable {

    static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration VANISHED = Duration.ofSeconds(10);
    private static final int THREADS = 2;

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI uri;

    /** Alone takes what waits to the connection: two at it at once would change the order of commands. */
    private final Executor sender;
    private final AtomicBoolean flushDue = new AtomicBoolean();
    private final AtomicInteger generation = new AtomicInteger();
    private volatile Optional<StatefulRedisConnection<String, byte[]>> commands = Optional.empty();

    /** Runs on event loops of its own. */
    RedisConnections(RedisURI uri) {
        this(uri, new DefaultEventLoopGroupProvider(THREADS), Optional.empty());
    }

    /** Runs on the server's event loops, and sends together what is asked for in one turn of them. */
    RedisConnections(RedisURI uri, ServerLoops loops) {
        this(uri, loops, Optional.of(loops.first()));
    }

    private RedisConnections(RedisURI uri, EventLoopGroupProvider loops, Optional<Executor> sender) {
        this.uri = uri;
        resources = DefaultClientResources.builder()
                .eventLoopGroupProvider(loops)
                .computationThreadPoolSize(THREADS)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .reconnectDelay(() ->
                        Delay.fullJitter(Duration.ofMillis(10), LONGEST_DELAY, 10, TimeUnit.MILLISECONDS))
                .build();
        this.sender = sender.orElseGet(() -> resources.eventExecutorGroup().next());
        client = RedisClient.create(resources, uri);
        client.setOptions(options());
    }

    private static ClientOptions options() {
        return ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .timeoutOptions(TimeoutOptions.enabled(COMMAND_TIMEOUT))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(KeepAliveOptions.builder().enable().idle(Duration.ofSeconds(5))
                                .interval(Duration.ofSeconds(2)).count(3).build())
                        .tcpUserTimeout(TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(VANISHED).build())
                        .build())
                .build();
    }

    /**
     * Opens the command connection; blocks until it stands or fails with the driver's exception. Commands are let
     * through if the server suits.
     *
     * @return what server answered
     */
    RedisVersion connect() {
        StatefulRedisConnection<String, byte[]> connection = client.connect(CODEC);
        RedisVersion version = version(connection);
        if (version.isSupported()) {
            connection.setAutoFlushCommands(false);
            connection.addListener(new RedisConnectionStateListener() {
                @Override
                public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
                    generation.incrementAndGet();
                }
            });
            commands = Optional.of(connection);
        }
        return version;
    }

    /** The driver would keep a connection that nobody closes, and the caller tries again and again. */
    private static RedisVersion version(StatefulRedisConnection<String, byte[]> connection) {
        try {
            return RedisVersion.parse(connection.sync().info("server"));
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Another one whenever the connection for commands was lost, and with it perhaps what Redis had been taught. */
    int generation() {
        return generation.get();
    }

    /** Opens one more connection for live messages. */
    CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectLive() {
        try {
            return client.connectPubSubAsync(CODEC, uri);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Sends commands, one thread's in its order; every failure becomes {@link EventLogUnavailable}. */
    <T> CompletionStage<T> call(Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
        CompletionStage<T> answer;
        try {
            StatefulRedisConnection<String, byte[]> connection = established();
            answer = command.apply(connection.async());
            flush(connection);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.exceptionallyCompose(error -> CompletableFuture.failedFuture(unavailable(error)));
    }

    /** At the end of the sender's turn, for all that was asked for by then. */
    private void flush(StatefulRedisConnection<String, byte[]> connection) {
        if (flushDue.compareAndSet(false, true)) {
            sender.execute(() -> {
                flushDue.set(false);
                connection.flushCommands();
            });
        }
    }

    private StatefulRedisConnection<String, byte[]> established() {
        return commands.orElseThrow(() -> new IllegalStateException("not connected to Redis yet"));
    }

    static EventLogUnavailable unavailable(Throwable error) {
        Throwable cause = Waiting.cause(error);
        return cause instanceof EventLogUnavailable known ? known : new EventLogUnavailable(cause);
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, CONNECT_TIMEOUT);
        resources.shutdown(0, CONNECT_TIMEOUT.toSeconds(), TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
