package io.roomwire.redis;

import io.roomwire.event.Retention;
import io.roomwire.event.Retentions;
import io.roomwire.hub.Claims;
import io.roomwire.hub.EventLog;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** The event log of one node, on the Redis given. */
final class TestLog implements AutoCloseable {

    static final Duration AGE = Duration.ofMinutes(10);
    static final Duration EXPIRY = Duration.ofHours(24);

    private final RedisConnections redis;
    private final RedisEventLog log;

    private TestLog(RedisConnections redis, Map<String, Retention> retentions) {
        this.redis = redis;
        Retention standard = new Retention(1000, AGE, EXPIRY);
        log = new RedisEventLog(redis, new Retentions(standard, retentions), new Floors(), new Random(1));
    }

    static TestLog on(String uri) {
        return on(uri, Map.of());
    }

    static TestLog on(String uri, Map<String, Retention> retentions) {
        return on(new RedisSettings(uri), retentions);
    }

    static TestLog on(RedisSettings settings) {
        return on(settings, Map.of());
    }

    private static TestLog on(RedisSettings settings, Map<String, Retention> retentions) {
        RedisConnections redis = new RedisConnections(settings);
        redis.connect();
        return new TestLog(redis, retentions);
    }

    EventLog log() {
        return log;
    }

    Claims claims() {
        return new RedisClaims(redis);
    }

    RedisChatLimit chatLimit() {
        return new RedisChatLimit(redis);
    }

    @Override
    public void close() {
        redis.close();
    }
}
