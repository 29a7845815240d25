package io.roomwire.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Which server has what: all that differs between one Redis, Sentinels and a Cluster. Safe for any thread. */
sealed interface RedisTopology permits OnePrimary, ManyShards {

    /**
     * Opens the connection for commands; blocks until it stands or fails with the driver's exception. Commands are let
     * through if the server suits.
     *
     * @return what the server answered
     */
    RedisVersion connect();

    /** Fails with {@link IllegalStateException} before {@link #connect}. What was asked for goes with {@link #flush}. */
    RedisClusterAsyncCommands<String, byte[]> commands();

    void flush();

    /** What the server that has the key knows of scripts. */
    ScriptMemory memory(String key);

    /** Where the key or channel is now, as far as is known here. */
    Home home(String key);

    /** Every server that has keys now, as far as is known here. */
    Set<Home> homes();

    /** Opens one more connection, for live messages, to a server. */
    CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectLive(Home home);

    /** Opens one more connection, for commands, to a server and no other. */
    CompletionStage<StatefulRedisConnection<String, byte[]>> connectPlain(Home home);

    /** Where Redis said that it is instead; empty when it said something else. */
    Optional<Home> movedTo(Throwable error);

    /** Whether one server's channels must be subscribed one by one. */
    boolean isSharded();

    /** Takes note of a command that failed: its server may not be the right one any more. */
    void failed(Throwable error);

    /** Tells {@code listener}, on any thread, that {@link #home} may have changed. It must not block. */
    void onChange(Runnable listener);

    void close();
}
