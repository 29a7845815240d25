package io.roomwire.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.roomwire.hub.EventLogUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection of its own that hears plain channels. Its methods block, but for what the driver calls. */
final class IngestSubscription extends RedisPubSubAdapter<String, byte[]> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestSubscription.class);
    private static final Duration LONGEST_WAIT = RedisConnections.COMMAND_TIMEOUT;

    private final StatefulRedisPubSubConnection<String, byte[]> connection;
    private final Map<String, CompletableFuture<Void>> confirmed;
    private final Ear ear;

    private IngestSubscription(StatefulRedisPubSubConnection<String, byte[]> connection, Collection<String> patterns,
                               Ear ear) {
        this.connection = connection;
        this.confirmed = patterns.stream()
                .collect(Collectors.toMap(Function.identity(), pattern -> new CompletableFuture<>()));
        this.ear = ear;
    }

    /** Told of each message on the connection's thread: must not block. */
    @FunctionalInterface
    interface Ear {

        void hear(String pattern, String channel, byte[] message);
    }

    /** Returns when Redis has confirmed every pattern; fails with {@link EventLogUnavailable}. */
    static IngestSubscription open(RedisConnections redis, Collection<String> patterns, Ear ear) {
        IngestSubscription opened = new IngestSubscription(Await.answer(redis.connectAnywhere()), patterns, ear);
        try {
            opened.subscribe();
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw RedisConnections.unavailable(e);
        }
    }

    private void subscribe() {
        connection.addListener(this);
        var _ = connection.async().psubscribe(confirmed.keySet().toArray(String[]::new)).exceptionally(this::refused);
        CompletableFuture.allOf(confirmed.values().toArray(CompletableFuture[]::new))
                .orTimeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private @Nullable Void refused(Throwable error) {
        confirmed.values().forEach(pattern -> pattern.completeExceptionally(error));
        return null;
    }

    /** Whether Redis answers on this connection: one that has gone silent hears nothing, and nobody else does. */
    CompletionStage<Boolean> answers() {
        return connection.async().ping().handle((pong, failure) -> {
            if (failure != null) {
                LOG.debug("plain channels are not heard any more", failure);
            }
            return failure == null;
        });
    }

    @Override
    public void message(String pattern, String channel, byte[] message) {
        ear.hear(pattern, channel, message);
    }

    @Override
    public void psubscribed(String pattern, long count) {
        CompletableFuture<Void> first = confirmed.get(pattern);
        if (first != null && !first.complete(null)) {
            LOG.warn("{} is subscribed anew: what was published meanwhile is lost", pattern);
        }
    }

    /** Nothing is heard once this has returned, unless Redis does not answer. */
    @Override
    public void close() {
        try {
            connection.closeAsync().orTimeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            LOG.debug("the connection does not close", e);
        }
    }
}
