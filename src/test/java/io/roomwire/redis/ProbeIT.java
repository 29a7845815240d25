package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.event.Event;
import io.roomwire.event.Retention;
import io.roomwire.event.Retentions;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Hub;
import io.roomwire.hub.LiveChannel;
import io.roomwire.hub.Probe;
import io.roomwire.hub.ReadinessSettings;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node is ready while what it publishes comes back to it, whatever the commands say. */
final class ProbeIT {

    private static final Duration AWAY = Duration.ofMinutes(5);
    private static final Retention RETENTION = new Retention(10, AWAY, AWAY);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final RedisProcess server = RedisProcess.start();
    private final TcpProxy proxy = TcpProxy.to(server.port());
    private final RedisConnections redis =
            new RedisConnections(new RedisSettings(proxy.redisUri()));
    private final Probe probe = probe();

    private Probe probe() {
        Floors floors = new Floors();
        Hub.Ports ports = new Hub.Ports(
                new RedisEventLog(redis, new Retentions(RETENTION, Map.of()), floors, new Random(1)),
                new RedisLiveChannel(redis, floors));
        return new Probe(ports, "n1", new Nobody(), new ReadinessSettings(AWAY), now::get);
    }

    @BeforeEach
    void start() {
        redis.connect();
        assertThat(probe.reason()).isEqualTo("live delivery has not been proven yet");
        probe.start();
        await().until(probe::ready);
    }

    @AfterEach
    void close() {
        probe.close();
        redis.close();
        proxy.close();
        server.close();
    }

    @Test
    void aNodeWhoseLiveConnectionIsSilentIsNotReadyAfterFifteenSecondsAndConnectsAnew() {
        proxy.holdDeliveries();
        pass(Duration.ofSeconds(15));
        assertThat(probe.reason()).isEmpty();
        pass(Duration.ofSeconds(1));
        await().until(() -> probe.reason().startsWith("live delivery has not been proven since"));
        proxy.heal();
        await().until(probe::ready);
    }

    @Test
    void aNodeStaysReadyWhileRedisIsAwayButNotForEver() {
        server.kill();
        await().untilAsserted(() -> {
            pass(Duration.ofSeconds(20));
            assertThat(probe.ageSeconds()).isGreaterThan(60);
            assertThat(probe.reason()).isEmpty();
        });
        pass(AWAY.plusSeconds(1));
        assertThat(probe.reason()).startsWith("Redis has been away since");
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static final class Nobody implements LiveChannel.Listener {

        @Override
        public void onEvent(StreamKey stream, Event event) {
            throw new AssertionError("not the probe's: " + stream);
        }

        @Override
        public void onDoubt(StreamKey stream) {
            throw new AssertionError("not the probe's: " + stream);
        }
    }
}
