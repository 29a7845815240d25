package io.roomwire.redis;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** Shows what became of the connections to Redis. */
@Singleton
final class RedisMeters implements MeterBinder {

    private final RedisConnections redis;

    RedisMeters(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        losses(registry, "commands", Losses::commands);
        losses(registry, "live", Losses::live);
    }

    private void losses(MeterRegistry registry, String connection, ToDoubleFunction<Losses> read) {
        FunctionCounter.builder("roomwire.redis.losses", redis.losses(), read).tag("connection", connection)
                .description("connections to Redis that ended and were not closed here").register(registry);
    }
}
