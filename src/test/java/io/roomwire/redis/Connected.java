package io.roomwire.redis;

import io.roomwire.testkit.TestRedis;

/** Connections to the tests' Redis. */
final class Connected {

    private Connected() {
    }

    static RedisConnections toTestRedis() {
        RedisConnections redis = new RedisConnections(new RedisSettings(TestRedis.uri()));
        redis.connect();
        return redis;
    }
}
