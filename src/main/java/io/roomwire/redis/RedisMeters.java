package io.roomwire.redis;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** Shows what became of the connection to Redis. */
@Singleton
final class RedisMeters implements MeterBinder {

    private final RedisConnections redis;

    RedisMeters(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("roomwire.redis.losses", redis,
                        known -> known.topology().memory(RedisKeys.INGEST).generation())
                .description("times that the connection for commands was lost").register(registry);
    }
}
