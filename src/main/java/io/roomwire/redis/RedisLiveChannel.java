package io.roomwire.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.roomwire.event.Event;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.LiveChannel;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live messages by sharded pub/sub, on one connection to each server that has channels watched here. A channel belongs
 * to one of them at a time, its home; what comes from another one is not heard, or signals would come twice.
 *
 * <p>The driver subscribes again after a reconnect, and here it is done after a channel has moved: when Redis takes the
 * subscription away, when it says that the channel is elsewhere, and when that becomes known in another way. Every
 * confirmation that was not asked for by a caller is a doubt that the listener must clear by looking into the log.
 */
final class RedisLiveChannel implements LiveChannel {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLiveChannel.class);
    /** How many names are tried until there is one for each shard. */
    private static final int MOST_NAMES = 1000;
    private static final Duration HEAL = Duration.ofMillis(200);

    private final RedisTopology topology;
    private final Floors floors;
    private final LiveConnections connections;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean healDue = new AtomicBoolean();

    private volatile Listener listener = new Deaf();

    RedisLiveChannel(RedisConnections redis, Floors floors) {
        this.topology = redis.topology();
        this.floors = floors;
        this.connections = new LiveConnections(topology, this::attach);
        topology.onChange(this::followAll);
    }

    @Override
    public void listen(Listener newListener) {
        listener = newListener;
    }

    @Override
    public CompletionStage<Void> subscribe(StreamKey stream) {
        String channel = RedisKeys.channel(stream);
        Subscription fresh = new Subscription(stream, topology.home(channel));
        Subscription old = subscriptions.put(channel, fresh);
        if (old != null && !old.home().equals(fresh.home())) {
            leave(channel, old.home());
        }
        send(channel, fresh);
        return fresh.confirmed();
    }

    private void send(String channel, Subscription subscription) {
        connections.to(subscription.home()).thenCompose(live -> live.async().ssubscribe(channel))
                .exceptionally(error -> {
                    refused(channel, subscription, error);
                    return null;
                });
    }

    private void refused(String channel, Subscription subscription, Throwable error) {
        Optional<Home> elsewhere = topology.movedTo(error);
        if (subscriptions.get(channel) != subscription) {
            LOG.debug("nobody wants {} any more", subscription.stream().label(), error);
        } else if (elsewhere.isPresent() && subscription.mayBeRedirected()) {
            subscription.moveTo(elsewhere.get());
            send(channel, subscription);
        } else if (!subscription.confirmed().completeExceptionally(RedisConnections.unavailable(error))) {
            LOG.debug("{} must be subscribed later", subscription.stream().label(), error);
            lost.add(channel);
            healLater();
        }
    }

    /** One look for all that were lost together. */
    private void healLater() {
        if (healDue.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(HEAL.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
                healDue.set(false);
                Set<String> due = Set.copyOf(lost);
                lost.removeAll(due);
                due.forEach(this::follow);
            });
        }
    }

    /** Subscribes anew where the channel is now. */
    private void follow(String channel) {
        Subscription subscription = subscriptions.get(channel);
        if (subscription != null) {
            subscription.moveTo(topology.home(channel));
            send(channel, subscription);
        }
    }

    /** What has another home than it had is subscribed there. */
    private void followAll() {
        subscriptions.forEach((channel, subscription) -> {
            Home before = subscription.home();
            if (!topology.home(channel).equals(before)) {
                follow(channel);
                leave(channel, before);
            }
        });
        connections.closeAllBut(subscriptions.values().stream().map(Subscription::home)
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void unsubscribe(StreamKey stream) {
        String channel = RedisKeys.channel(stream);
        Subscription known = subscriptions.remove(channel);
        leave(channel, known == null ? topology.home(channel) : known.home());
    }

    private void leave(String channel, Home home) {
        connections.opened(home).thenCompose(live -> live.async().sunsubscribe(channel)).exceptionally(error -> {
            LOG.debug("could not unsubscribe {}", channel, error);
            return null;
        });
    }

    @Override
    public void reconnect() {
        connections.closeAllBut(Set.of());
        subscriptions.keySet().forEach(this::follow);
    }

    /** Always the same names as long as the servers have the same slots. */
    @Override
    public List<StreamKey> probes(StreamKey own) {
        Set<Home> homes = topology.homes();
        Map<Home, StreamKey> probes = new LinkedHashMap<>();
        for (int i = 0; i < MOST_NAMES && !probes.keySet().containsAll(homes); i++) {
            StreamKey name = i == 0 ? own : new StreamKey(own.system(), own.name() + '.' + i);
            probes.putIfAbsent(topology.home(RedisKeys.channel(name)), name);
        }
        return List.copyOf(probes.values());
    }

    private void attach(Home home, StatefulRedisPubSubConnection<String, byte[]> live) {
        live.addListener(new Messages(home));
        if (topology.isSharded()) {
            live.addListener(new Reconnects(home));
        }
    }

    /** A Cluster refuses the driver's one command for all channels, since they are of different slots. */
    private final class Reconnects implements RedisConnectionStateListener {

        private final Home home;

        Reconnects(Home home) {
            this.home = home;
        }

        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> again, SocketAddress address) {
            subscriptions.forEach((channel, subscription) -> {
                if (subscription.home().equals(home)) {
                    lost.add(channel);
                }
            });
            healLater();
        }
    }

    /** Called by the driver on the connection's event loop. */
    private final class Messages extends RedisPubSubAdapter<String, byte[]> {

        private final Home home;

        Messages(Home home) {
            this.home = home;
        }

        private Optional<Subscription> ours(String channel) {
            return Optional.ofNullable(subscriptions.get(channel)).filter(known -> known.home().equals(home));
        }

        @Override
        public void smessage(String channel, byte[] message) {
            Subscription subscription = subscriptions.get(channel);
            if (subscription == null || !subscription.home().equals(home)) {
                return;
            }
            try {
                Event event = LiveMessage.parse(message);
                floors.saw(subscription.stream(), event.id());
                listener.onEvent(subscription.stream(), event);
            } catch (IllegalArgumentException e) {
                LOG.warn("ignored a message on {} that no node published: {}", subscription.stream().label(),
                        e.getMessage());
            }
        }

        @Override
        public void ssubscribed(String channel, long count) {
            ours(channel).filter(subscription -> !subscription.confirm())
                    .ifPresent(subscription -> listener.onDoubt(subscription.stream()));
        }

        @Override
        public void sunsubscribed(String channel, long count) {
            ours(channel).filter(subscription -> subscription.confirmed().isDone())
                    .ifPresent(subscription -> follow(channel));
        }
    }

    private static final class Deaf implements Listener {

        @Override
        public void onEvent(StreamKey stream, Event event) {
            // nobody listens yet
        }

        @Override
        public void onDoubt(StreamKey stream) {
            // nobody listens yet
        }
    }
}
