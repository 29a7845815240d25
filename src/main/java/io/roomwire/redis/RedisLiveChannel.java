package io.roomwire.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.roomwire.event.Event;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.LiveChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live messages by sharded pub/sub on one connection. The driver subscribes again after a reconnect; every
 * confirmation that was not asked for here, and every subscription that Redis takes away (a slot that moved), is a
 * doubt that the listener must clear by looking into the log.
 */
final class RedisLiveChannel implements LiveChannel {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLiveChannel.class);

    private final RedisConnections redis;
    private final Floors floors;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();

    private volatile Listener listener = new Deaf();

    @GuardedBy("this")
    private Optional<CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>>> connection = Optional.empty();

    RedisLiveChannel(RedisConnections redis, Floors floors) {
        this.redis = redis;
        this.floors = floors;
    }

    @Override
    public void listen(Listener newListener) {
        listener = newListener;
    }

    @Override
    public CompletionStage<Void> subscribe(StreamKey stream) {
        String channel = RedisKeys.channel(stream);
        Subscription subscription = new Subscription(stream, new CompletableFuture<>());
        subscriptions.put(channel, subscription);
        send(channel, subscription);
        return subscription.confirmed();
    }

    private void send(String channel, Subscription subscription) {
        connection().thenCompose(live -> live.async().ssubscribe(channel)).exceptionally(error -> {
            subscription.confirmed().completeExceptionally(RedisConnections.unavailable(error));
            return null;
        });
    }

    @Override
    public void unsubscribe(StreamKey stream) {
        String channel = RedisKeys.channel(stream);
        subscriptions.remove(channel);
        connection().thenCompose(live -> live.async().sunsubscribe(channel)).exceptionally(error -> {
            LOG.debug("could not unsubscribe {}", stream.label(), error);
            return null;
        });
    }

    @Override
    public void reconnect() {
        Optional<CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>>> old;
        synchronized (this) {
            old = connection;
            connection = Optional.empty();
        }
        var _ = old.map(future -> future.thenCompose(StatefulRedisPubSubConnection::closeAsync));
        subscriptions.forEach(this::send);
    }

    /** One connection for all; after a failed attempt the next call tries again. */
    private synchronized CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>> connection() {
        if (connection.isEmpty() || connection.get().isCompletedExceptionally()) {
            connection = Optional.of(redis.connectLive().thenApply(this::attach).toCompletableFuture());
        }
        return connection.get();
    }

    private StatefulRedisPubSubConnection<String, byte[]> attach(StatefulRedisPubSubConnection<String, byte[]> live) {
        live.addListener(new Messages());
        return live;
    }

    private record Subscription(StreamKey stream, CompletableFuture<Void> confirmed) {
    }

    /** Called by the driver on the connection's event loop. */
    private final class Messages extends RedisPubSubAdapter<String, byte[]> {

        @Override
        public void smessage(String channel, byte[] message) {
            Subscription subscription = subscriptions.get(channel);
            if (subscription == null) {
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
            Subscription subscription = subscriptions.get(channel);
            if (subscription != null && !subscription.confirmed().complete(null)) {
                listener.onDoubt(subscription.stream());
            }
        }

        @Override
        public void sunsubscribed(String channel, long count) {
            Subscription subscription = subscriptions.get(channel);
            if (subscription != null && subscription.confirmed().isDone()) {
                send(channel, subscription);
            }
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
