package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Append.Limit;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.EventLog;
import io.roomwire.hub.LimitReached;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session's messages count alike, whether they are admitted or appended. */
class RedisChatLimitIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestLog first = TestLog.on(TestRedis.uri());
    private final TestLog second = TestLog.on(TestRedis.uri());
    private final StreamKey room = new StreamKey("room", TestRedis.freshName("t"));
    private final Claim agent = new Claim(room, "agent", "as-known");

    /** The two ways to use a place. */
    enum Way {
        ADMIT, APPEND
    }

    @BeforeEach
    void know() {
        TestRedis.call("SET", RedisKeys.claim(room, agent.role()), agent.token());
    }

    @AfterEach
    void disconnect() {
        first.close();
        second.close();
    }

    @Test
    void admitsTwentyOverAllNodesAndWays() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Duration>> answers = IntStream.range(0, 60).mapToObj(n -> threads.submit(() ->
                    use(n % 2 == 0 ? first : second, Way.values()[n / 2 % 2], limit("usr", 20, MINUTE)))).toList();
            int admitted = 0;
            for (Future<Duration> answer : answers) {
                assertThat(answer.get()).isBetween(Duration.ZERO, MINUTE);
                admitted += answer.get().isZero() ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsEverySessionOnItsOwn(Way way) {
        assertThat(use(first, way, limit("usr", 1, MINUTE))).isZero();
        assertThat(use(first, way, limit("usr", 1, MINUTE))).isPositive();
        assertThat(use(first, way, limit("usrx", 1, MINUTE))).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void doesNotCountWhatItRefuses(Way way) {
        Limit two = limit("usr", 2, Duration.ofMillis(400));
        assertThat(use(first, way, two)).isZero();
        assertThat(use(first, way, two)).isZero();
        // Asked all the time: if refusals counted, this would never end.
        await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(5))
                .until(() -> use(first, way, two).isZero());
    }

    @ParameterizedTest
    @EnumSource
    void tellsHowLongToWaitAfterTheMaximumWasLowered(Way way) {
        IntStream.range(0, 5).forEach(n -> use(first, way, limit("usr", 5, MINUTE)));
        assertThat(use(first, way, limit("usr", 2, MINUTE))).isBetween(Duration.ofSeconds(50), MINUTE);
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingBehind(Way way) {
        use(first, way, limit("usr", 20, MINUTE));
        assertThat((Long) TestRedis.call("PTTL", "rw:{" + room + "}:limit:usr")).isBetween(1L, 60_000L);
    }

    @ParameterizedTest
    @EnumSource
    void countsNothingForAnAgentThatIsAnotherByNow(Way way) {
        TestRedis.call("SET", RedisKeys.claim(room, agent.role()), "as-it-is");
        assertThatThrownBy(() -> use(first, way, limit("usr", 20, MINUTE))).isInstanceOf(ClaimLost.class);
        assertThat(TestRedis.call("EXISTS", "rw:{" + room + "}:limit:usr")).isEqualTo(0L);
    }

    @Test
    void appendsNothingThatItRefuses() {
        Limit one = limit("usr", 1, MINUTE);
        use(first, Way.APPEND, one);
        use(first, Way.APPEND, one);
        assertThat(TestRedis.call("XLEN", RedisKeys.events(room))).isEqualTo(1L);
        assertThat(TestRedis.call("XLEN", RedisKeys.of(room, "history"))).isEqualTo(1L);
    }

    @Test
    void aRepeatIsNoFurtherUse() {
        EventLog log = first.log();
        Append append = append(limit("usr", 1, MINUTE)).once(new Append.Once("key", Append.of(room, "e", "1").data()));
        long id = Outcome.of(log.append(append)).id().value();
        assertThat(Outcome.of(log.append(append)).id().value()).isEqualTo(id);
    }

    /** How long to wait; zero when the place was given. */
    private Duration use(TestLog node, Way way, Limit limit) {
        try {
            if (way == Way.ADMIT) {
                Outcome.of(node.chatLimit().admit(agent, limit));
            } else {
                Outcome.of(node.log().append(append(limit)));
            }
            return Duration.ZERO;
        } catch (LimitReached early) {
            return early.pause();
        }
    }

    private Append append(Limit limit) {
        return Append.of(room, "e", "1").under(agent).within(limit)
                .recording(new Append.HistoryRecord("history", "1", 10));
    }

    private static Limit limit(String session, int max, Duration window) {
        return new Limit(session, max, window);
    }
}
