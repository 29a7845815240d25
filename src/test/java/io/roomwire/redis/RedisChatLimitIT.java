package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.event.StreamKey;
import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisChatLimitIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RedisConnections first = Connected.toTestRedis();
    private final RedisConnections second = Connected.toTestRedis();
    private final StreamKey session = new StreamKey("room-dm", "t_001:" + TestRedis.freshName("usr"));

    @AfterEach
    void disconnect() {
        first.close();
        second.close();
    }

    @Test
    void admitsTwentyOverAllNodes() throws Exception {
        List<RedisChatLimit> nodes = List.of(new RedisChatLimit(first), new RedisChatLimit(second));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Duration>> answers = IntStream.range(0, 60)
                    .mapToObj(n -> threads.submit(() -> nodes.get(n % 2).admit(session, 20, MINUTE))).toList();
            int admitted = 0;
            for (Future<Duration> answer : answers) {
                assertThat(answer.get()).isBetween(Duration.ZERO, MINUTE);
                admitted += answer.get().isZero() ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(20);
        }
    }

    @Test
    void countsEverySessionOnItsOwn() {
        RedisChatLimit limit = new RedisChatLimit(first);
        assertThat(limit.admit(session, 1, MINUTE)).isZero();
        assertThat(limit.admit(session, 1, MINUTE)).isPositive();
        assertThat(limit.admit(new StreamKey("room-dm", session.name() + "x"), 1, MINUTE)).isZero();
    }

    @Test
    void doesNotCountWhatItRefuses() {
        RedisChatLimit limit = new RedisChatLimit(first);
        Duration window = Duration.ofMillis(400);
        assertThat(limit.admit(session, 2, window)).isZero();
        assertThat(limit.admit(session, 2, window)).isZero();
        // Asked all the time: if refusals counted, this would never end.
        await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(5))
                .until(() -> limit.admit(session, 2, window).isZero());
    }

    @Test
    void tellsHowLongToWaitAfterTheMaximumWasLowered() {
        RedisChatLimit limit = new RedisChatLimit(first);
        IntStream.range(0, 5).forEach(n -> limit.admit(session, 5, MINUTE));
        assertThat(limit.admit(session, 2, MINUTE)).isBetween(Duration.ofSeconds(50), MINUTE);
    }

    @Test
    void leavesNothingBehind() {
        new RedisChatLimit(first).admit(session, 20, MINUTE);
        assertThat((Long) TestRedis.call("PTTL", "rw:{" + session + "}:limit")).isBetween(1L, 60_000L);
    }
}
