package io.roomwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The faults that the other tests rely on do happen. */
final class RedisProcessIT {

    @Test
    void keepsItsDataOverARestartUnlessToldOtherwise() {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.call("SET", "key", "value");
            redis.restart();
            assertThat(redis.call("GET", "key")).isEqualTo("value");
            redis.restartEmpty();
            assertThat(redis.call("GET", "key")).isNull();
        }
    }

    @Test
    void aPromotedReplicaHasWhatWasCopiedBefore() {
        try (RedisProcess primary = RedisProcess.start(); RedisProcess replica = RedisProcess.start()) {
            primary.call("SET", "before", "1");
            replica.follow(primary);
            primary.awaitCopied(replica);
            replica.promote();
            primary.call("SET", "after", "1");
            assertThat(replica.call("MGET", "before", "after")).isEqualTo(Arrays.asList("1", null));
        }
    }

    @Test
    void aFakedClockLags() {
        try (RedisProcess late = RedisProcess.startWithClock(Duration.ofSeconds(-5))) {
            List<?> time = Objects.requireNonNull((List<?>) late.call("TIME"));
            assertThat(Instant.ofEpochSecond(Long.parseLong(String.valueOf(time.getFirst()))))
                    .isBetween(Instant.now().minusSeconds(7), Instant.now().minusSeconds(4));
        }
    }

    @Test
    void theProxyHoldsDeliveriesBackAndLetsThemGo() {
        try (RedisProcess redis = RedisProcess.start(); TcpProxy proxy = TcpProxy.to(redis.port());
                RedisWire listener = RedisWire.connect(proxy.port());
                RedisWire other = RedisWire.connect(proxy.port())) {
            listener.call("SSUBSCRIBE", "channel");
            proxy.holdDeliveries();
            assertThat(other.call("SPUBLISH", "channel", "held")).isEqualTo(1L);
            proxy.heal();
            assertThat(listener.receive()).isEqualTo(List.of("smessage", "channel", "held"));
        }
    }
}
