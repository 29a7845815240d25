package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.event.EventId;
import io.roomwire.event.Retention;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Append.HistoryRecord;
import io.roomwire.hub.Appended;
import io.roomwire.hub.Claims;
import io.roomwire.hub.EventLog;
import io.roomwire.hub.EventLogContract;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.RedisWire;
import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The contract on Redis, and what people see who look into Redis. */
@TestInstance(Lifecycle.PER_CLASS)
final class RedisEventLogIT extends EventLogContract {

    private final TestLog log = TestLog.on(TestRedis.uri(), Map.of(
            "few", new Retention(FEW, TestLog.AGE, TestLog.EXPIRY),
            "brief", new Retention(1000, BRIEF, TestLog.EXPIRY)));

    @Override
    protected EventLog log() {
        return log.log();
    }

    @Override
    protected Claims claims() {
        return log.claims();
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void storesEntriesUnderTheIdThatXrangeTakes() {
        StreamKey stream = fresh("topic");
        EventId id = append(stream, 1).id();
        assertThat(TestRedis.call("XRANGE", key(stream, ":events"), id.toRedis(), "+")).isEqualTo(
                List.of(List.of(id.toRedis(), List.of("prev", "0", "event", "e", "data", "1"))));
    }

    @Test
    void publishesWhatItStores() {
        StreamKey stream = fresh("topic");
        try (RedisWire listener = TestRedis.wire()) {
            listener.call("SSUBSCRIBE", key(stream, ""));
            Appended first = append(stream, 1);
            Appended second = append(stream, 2);
            Outcome.of(log().signal(stream, "typing", "{}"));
            assertThat(List.of(message(listener), message(listener), message(listener))).containsExactly(
                    first.id() + " 0 e\n1", second.id() + " " + first.id() + " e\n2", "0 0 typing\n{}");
        }
    }

    @Test
    void aStreamGoesAfterItsExpiryUnlessRenewed() {
        StreamKey stream = fresh("topic");
        append(stream, 1);
        TestRedis.call("PEXPIRE", key(stream, ":events"), "5000");
        Outcome.of(log().renew(List.of(stream)));
        assertThat(millisLeft(key(stream, ":events"))).isBetween(5001L, TestLog.EXPIRY.toMillis());
        TestRedis.call("PEXPIRE", key(stream, ":events"), "5000");
        append(stream, 2);
        assertThat(millisLeft(key(stream, ":events"))).isBetween(5001L, TestLog.EXPIRY.toMillis());
    }

    @Test
    void anIdempotencyKeyIsForgottenAfterADay() {
        StreamKey stream = fresh("topic");
        Append append = Append.of(stream, "e", "1");
        Outcome.of(log().append(append.once(new Append.Once("key", append.data()))));
        assertThat(millisLeft(key(stream, ":once:key"))).isBetween(1L, Duration.ofHours(24).toMillis());
    }

    @Test
    void writesLongerHistoriesAlong() {
        StreamKey stream = fresh("few");
        IntStream.range(0, FEW * 2).forEach(n -> Outcome.of(log().append(Append.of(stream, "e", "0").recording(
                new HistoryRecord("chat", Integer.toString(n), 1000),
                new HistoryRecord("audit", "a" + n, 1000, Duration.ofMinutes(1))))));
        assertThat(TestRedis.call("XLEN", key(stream, ":chat"))).isEqualTo(10L);
        assertThat(millisLeft(key(stream, ":chat"))).isEqualTo(-1);
        assertThat(millisLeft(key(stream, ":audit"))).isBetween(1L, 60_000L);
        assertThat(String.valueOf(TestRedis.call("XREVRANGE", key(stream, ":audit"), "+", "-", "COUNT", "1")))
                .endsWith("[data, a9]]]");
    }

    @Test
    void appendsThoughRedisHasForgottenTheScript() {
        StreamKey stream = fresh("topic");
        append(stream, 1);
        TestRedis.call("SCRIPT", "FLUSH", "SYNC");
        append(stream, 2);
        assertThat(texts(stream)).containsExactly("1", "2");
    }

    @Test
    void awaitsNothingOnAStreamThatNobodyWroteTo() {
        assertThat(all(fresh("topic"))).isEmpty();
    }

    private static String key(StreamKey stream, String part) {
        return "rw:{" + stream + "}" + part;
    }

    private static long millisLeft(String key) {
        return TestRedis.call("PTTL", key) instanceof Long left ? left : Long.MIN_VALUE;
    }

    private static String message(RedisWire listener) {
        return listener.receive() instanceof List<?> push ? String.valueOf(push.get(2)) : "";
    }
}
