package io.roomwire.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.event.ClusterTopologyChangedEvent;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.roomwire.hub.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis Cluster. The driver sends each command to the shard that has its keys and follows redirections: what is
 * redirected was not executed. Live messages come by plain connections, one per shard that has channels watched here,
 * since where each channel is subscribed must be known and not left to the driver.
 */
final class ManyShards implements RedisTopology {

    private static final Logger LOG = LoggerFactory.getLogger(ManyShards.class);
    private static final Pattern MOVED = Pattern.compile("MOVED [0-9]+ (.+):([0-9]+)");
    private static final Duration LOOKS_APART = Duration.ofMillis(500);

    private final List<RedisURI> seeds;
    private final RedisClusterClient client;
    private final RedisClient single;
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime() - LOOKS_APART.toNanos());
    private volatile Partitions known = new Partitions();
    private volatile int generation;
    private volatile Runnable listener = () -> { };
    private volatile Optional<StatefulRedisClusterConnection<String, byte[]>> commands = Optional.empty();

    ManyShards(RedisSettings settings, ClientResources resources, Losses losses) {
        seeds = settings.addresses(RedisConnections.COMMAND_TIMEOUT);
        client = RedisClusterClient.create(resources, seeds);
        client.setOptions(DriverOptions.ofCluster(settings));
        single = RedisClient.create(resources);
        single.setOptions(DriverOptions.of(settings));
        client.addListener(losses);
        single.addListener(losses);
        var _ = resources.eventBus().get().filter(ClusterTopologyChangedEvent.class::isInstance)
                .cast(ClusterTopologyChangedEvent.class).subscribe(this::changed);
    }

    /** The event has what the driver is only about to believe. */
    private void changed(ClusterTopologyChangedEvent event) {
        LOG.info("the Cluster has changed: {}", describe(event.after()));
        know(event.after());
        listener.run();
    }

    private static String describe(List<RedisClusterNode> nodes) {
        return nodes.stream().filter(node -> !node.getSlots().isEmpty())
                .map(node -> node.getUri().getHost() + ':' + node.getUri().getPort() + " has " + node.getSlots().size())
                .collect(Collectors.joining(", "));
    }

    private synchronized void know(Iterable<RedisClusterNode> nodes) {
        Partitions fresh = new Partitions();
        nodes.forEach(fresh::addPartition);
        fresh.updateCache();
        known = fresh;
        generation++;
    }

    @Override
    public RedisVersion connect() {
        StatefulRedisClusterConnection<String, byte[]> connection = client.connect(RedisConnections.CODEC);
        RedisVersion version = version(connection);
        if (version.isSupported()) {
            know(client.getPartitions());
            commands = Optional.of(connection);
        }
        return version;
    }

    private static RedisVersion version(StatefulRedisClusterConnection<String, byte[]> connection) {
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

    private StatefulRedisClusterConnection<String, byte[]> established() {
        return commands.orElseThrow(() -> new IllegalStateException("not connected to Redis yet"));
    }

    /** The driver sends at once: a redirected command would otherwise wait for the next of another. */
    @Override
    public void flush() {
        // nothing waits
    }

    @Override
    public ScriptMemory memory(String key) {
        return new ScriptMemory(owner(key).map(RedisClusterNode::getNodeId).orElse(""), generation);
    }

    @Override
    public Home home(String key) {
        return owner(key).map(ManyShards::home).orElseGet(() -> home(seeds.getFirst()));
    }

    private Optional<RedisClusterNode> owner(String key) {
        return Optional.ofNullable(known.getPartitionBySlot(SlotHash.getSlot(key)));
    }

    private static Home home(RedisClusterNode node) {
        return home(node.getUri());
    }

    private static Home home(RedisURI uri) {
        return new Home(uri.getHost(), uri.getPort(), 0);
    }

    @Override
    public Set<Home> homes() {
        return known.getPartitions().stream().filter(node -> !node.getSlots().isEmpty()).map(ManyShards::home)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectLive(Home home) {
        try {
            return single.connectPubSubAsync(RedisConnections.CODEC, uri(home));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<StatefulRedisConnection<String, byte[]>> connectPlain(Home home) {
        try {
            return single.connectAsync(RedisConnections.CODEC, uri(home));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private RedisURI uri(Home home) {
        return RedisURI.builder(seeds.getFirst()).withHost(home.host()).withPort(home.port()).build();
    }

    @Override
    public Optional<Home> movedTo(Throwable error) {
        Matcher moved = MOVED.matcher(String.valueOf(Waiting.cause(error).getMessage()));
        if (!moved.matches()) {
            return Optional.empty();
        }
        look();
        return Optional.of(new Home(moved.group(1), Integer.parseInt(moved.group(2)), 0));
    }

    @Override
    public boolean isSharded() {
        return true;
    }

    @Override
    public void failed(Throwable error) {
        if (error instanceof RedisCommandTimeoutException) {
            look();
        }
    }

    /** Once for all that ask together. */
    private void look() {
        long last = lookedAt.get();
        long now = System.nanoTime();
        if (now - last >= LOOKS_APART.toNanos() && lookedAt.compareAndSet(last, now)) {
            client.refreshPartitionsAsync().exceptionally(error -> {
                LOG.debug("could not look at the Cluster", error);
                return null;
            });
        }
    }

    @Override
    public void onChange(Runnable newListener) {
        listener = newListener;
    }

    @Override
    public void close() {
        single.shutdown(Duration.ZERO, DriverOptions.CONNECT_TIMEOUT);
        client.shutdown(Duration.ZERO, DriverOptions.CONNECT_TIMEOUT);
    }
}
