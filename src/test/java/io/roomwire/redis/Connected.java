package io.roomwire.redis;

import io.lettuce.core.RedisURI;
import io.roomwire.testkit.TestRedis;

/** Connections to the tests' Redis. */
final class Connected {

    private Connected() {
    }

    static RedisConnections toTestRedis() {
        RedisConnections redis = new RedisConnections(RedisURI.create(TestRedis.uri()));
        redis.connect();
        return redis;
    }
}
