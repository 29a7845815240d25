package io.roomwire.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the connections to Redis that stood and ended while nobody here had closed them. What asks Sentinels does not
 * count, nor an attempt that came to nothing. Safe for any thread.
 */
final class Losses implements RedisConnectionStateListener {

    private final Set<RedisChannelHandler<?, ?>> standing = ConcurrentHashMap.newKeySet();
    private final LongAdder commands = new LongAdder();
    private final LongAdder live = new LongAdder();

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress server) {
        standing.add(connection);
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
        if (standing.remove(connection) && !connection.isClosed()) {
            count(connection);
        }
    }

    private void count(RedisChannelHandler<?, ?> connection) {
        if (connection instanceof StatefulRedisPubSubConnection<?, ?>) {
            live.increment();
        } else if (connection instanceof StatefulRedisConnection<?, ?>) {
            commands.increment();
        }
    }

    /** Of those for commands. */
    long commands() {
        return commands.sum();
    }

    /** Of those for live messages. */
    long live() {
        return live.sum();
    }
}
