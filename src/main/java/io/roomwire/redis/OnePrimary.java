package io.roomwire.redis;

import io.lettuce.core.Delegating;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.protocol.DefaultEndpoint;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Redis, or the primary that Sentinels name: the driver asks them at every connect. So a connection must end when
 * its server is not the primary any more; Sentinel sees to that, but for a server that has stopped without closing
 * anything, which is given up when it lets a command time out.
 */
final class OnePrimary implements RedisTopology {

    private static final Logger LOG = LoggerFactory.getLogger(OnePrimary.class);

    private final RedisClient client;
    private final RedisURI uri;
    private final boolean sentinels;

    /** Alone takes what waits to the connection: two at it at once would change the order of commands. */
    private final Executor sender;
    private final AtomicBoolean flushDue = new AtomicBoolean();
    private final AtomicInteger generation = new AtomicInteger();
    private final AtomicLong suspectedAt = new AtomicLong(System.nanoTime() - suspicion());
    private volatile ScriptMemory memory = new ScriptMemory("", 0);
    private volatile Home home = Home.PRIMARY;
    private volatile Runnable listener = () -> { };
    private volatile Optional<StatefulRedisConnection<String, byte[]>> commands = Optional.empty();

    /**
     * @param sender sends together what was asked for in one of its turns
     */
    OnePrimary(RedisSettings settings, ClientResources resources, Losses losses, Executor sender) {
        this.sender = sender;
        uri = settings.addresses(RedisConnections.COMMAND_TIMEOUT).getFirst();
        sentinels = settings.isSentinel();
        client = RedisClient.create(resources, uri);
        client.setOptions(DriverOptions.of(settings));
        client.addListener(losses);
    }

    private static long suspicion() {
        return RedisConnections.COMMAND_TIMEOUT.toNanos();
    }

    @Override
    public RedisVersion connect() {
        StatefulRedisConnection<String, byte[]> connection = client.connect(RedisConnections.CODEC);
        RedisVersion version = version(connection);
        if (version.isSupported()) {
            connection.setAutoFlushCommands(false);
            connection.addListener(new RedisConnectionStateListener() {
                @Override
                public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
                    memory = new ScriptMemory("", generation.incrementAndGet());
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

    @Override
    public RedisClusterAsyncCommands<String, byte[]> commands() {
        return established().async();
    }

    private StatefulRedisConnection<String, byte[]> established() {
        return commands.orElseThrow(() -> new IllegalStateException("not connected to Redis yet"));
    }

    /** At the end of the sender's turn, for all that was asked for by then. */
    @Override
    public void flush() {
        if (flushDue.compareAndSet(false, true)) {
            sender.execute(() -> {
                flushDue.set(false);
                established().flushCommands();
            });
        }
    }

    @Override
    public ScriptMemory memory(String key) {
        return memory;
    }

    @Override
    public Home home(String key) {
        return home;
    }

    @Override
    public Set<Home> homes() {
        return Set.of(home);
    }

    @Override
    public CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectLive(Home unused) {
        try {
            return client.connectPubSubAsync(RedisConnections.CODEC, uri);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<StatefulRedisConnection<String, byte[]>> connectPlain(Home unused) {
        try {
            return client.connectAsync(RedisConnections.CODEC, uri);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public Optional<Home> movedTo(Throwable error) {
        return Optional.empty();
    }

    @Override
    public boolean isSharded() {
        return false;
    }

    @Override
    public void failed(Throwable error) {
        if (error instanceof RedisReadOnlyException || (sentinels && error instanceof RedisCommandTimeoutException)) {
            suspect(error);
        }
    }

    /** Once for all commands that failed together. */
    private void suspect(Throwable error) {
        long last = suspectedAt.get();
        long now = System.nanoTime();
        if (now - last >= suspicion() && suspectedAt.compareAndSet(last, now)) {
            LOG.warn("this may not be the primary any more, looking for it anew: {}", error.getMessage());
            commands.ifPresent(OnePrimary::drop);
            home = home.anew();
            listener.run();
        }
    }

    /** The driver connects anew by itself, and asks the Sentinels first. */
    private static void drop(StatefulRedisConnection<?, ?> connection) {
        RedisChannelWriter writer = ((RedisChannelHandler<?, ?>) connection).getChannelWriter();
        while (writer instanceof Delegating<?> wrapped && wrapped.getDelegate() instanceof RedisChannelWriter inner) {
            writer = inner;
        }
        if (writer instanceof DefaultEndpoint endpoint) {
            endpoint.disconnect();
        }
    }

    @Override
    public void onChange(Runnable newListener) {
        listener = newListener;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, DriverOptions.CONNECT_TIMEOUT);
    }
}
