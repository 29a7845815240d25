package io.roomwire.redis;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.roomwire.event.Retentions;
import io.roomwire.hub.Claims;
import io.roomwire.hub.EventLog;
import io.roomwire.hub.LiveChannel;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Makes the parts that speak to Redis. */
@Factory
final class RedisFactory {

    @Singleton
    @Bean(preDestroy = "close")
    RedisConnections connections(RedisSettings settings, EventLoopGroupRegistry loops, DriverMeter meter) {
        return ServerLoops.of(loops.getDefaultEventLoopGroup())
                .map(shared -> new RedisConnections(settings, meter, shared))
                .orElseGet(() -> new RedisConnections(settings, meter));
    }

    @Singleton
    Floors floors() {
        return new Floors();
    }

    @Singleton
    EventLog eventLog(RedisConnections redis, Retentions retentions, Floors floors) {
        return new RedisEventLog(redis, retentions, floors, new StepDice());
    }

    @Singleton
    LiveChannel liveChannel(RedisConnections redis, Floors floors) {
        return new RedisLiveChannel(redis, floors);
    }

    @Singleton
    Claims claims(RedisConnections redis) {
        return new RedisClaims(redis);
    }

    /** Steps between ids need spread, not secrecy: no lock and no system call per append. */
    private static final class StepDice implements RandomGenerator {

        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    }
}
