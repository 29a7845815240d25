package io.roomwire.faults;

import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.RedisSentinels;
import io.roomwire.testkit.TcpProxy;
import java.util.List;
import java.util.Map;

/** A primary with two replicas, and three Sentinels. */
final class SentinelRedis extends ReplicatedRedis {

    private final RedisSentinels redis = RedisSentinels.startHurtable(SILENCE);

    @Override
    public String name() {
        return "sentinel";
    }

    @Override
    public Map<String, String> attach() {
        return Map.of("REDIS_URI", redis.uri());
    }

    @Override
    public List<RedisProcess> servers() {
        return redis.servers();
    }

    @Override
    public List<RedisProcess> primaries() {
        return List.of(redis.primary());
    }

    @Override
    public RedisProcess server(String key) {
        return redis.primary();
    }

    @Override
    RedisProcess victim(Step step) {
        return redis.primary();
    }

    @Override
    TcpProxy way(RedisProcess server) {
        return redis.way(server);
    }

    @Override
    void relaunch(RedisProcess server) {
        redis.relaunch(server);
    }

    @Override
    void failOver(RedisProcess primary) {
        redis.failOver();
    }

    @Override
    void awaitWhole() {
        redis.awaitWhole();
    }

    @Override
    public void close() {
        redis.close();
    }
}
