package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomwire.console.RelayDirection;
import io.roomwire.console.RelayFrame;
import io.roomwire.console.RelayLane;
import io.roomwire.console.RelayLog.Hold;
import io.roomwire.console.RelayLog.Kept;
import io.roomwire.console.RelayLog.Reading;
import io.roomwire.console.RelayLog.Stored;
import io.roomwire.console.RelaySettings;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.TestRedis;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisRelayLogIT {

    private static final Duration AGE = Duration.ofMinutes(10);

    private final RedisConnections redis = Connected.toTestRedis();
    private final RedisRelayLog log = log("n1");
    private final RelayLane lane = new RelayLane(TestRedis.freshName("g"), RelayDirection.A_TO_B);
    private final String frames = "rw:{" + lane.stream() + "}:a_to_b";
    private final String known = frames + ":known";

    @AfterEach
    void disconnect() {
        redis.close();
    }

    @Test
    void framesAreNumberedWithoutAHoleAndReadInPages() {
        assertThat(store(log, 3)).isEqualTo(new Kept(3, 0));
        assertThat(store(log, 2)).isEqualTo(new Kept(5, 0));
        Hold hold = attach(Duration.ZERO).orElseThrow();
        assertThat(hold.acknowledged()).isZero();
        assertThat(hold.newest()).isEqualTo(5);
        List<Stored> page = read(hold, 0, 0, 4);
        assertThat(page).extracting(Stored::seq).containsExactly(1L, 2L, 3L, 4L);
        assertThat(page.getFirst().frame()).isEqualTo(new RelayFrame("da", "dü", "{\"n\":0}"));
        assertThat(read(hold, 4, 0, 4)).extracting(Stored::seq).containsExactly(5L);
        assertThat(read(hold, hold.newest(), 0, 4)).isEmpty();
        assertThat(read(hold, 0, 0, 0)).isEmpty();
    }

    @Test
    void ofALaneWithoutFramesNothingIsKept() {
        assertThat(store(log, 0)).isEqualTo(new Kept(0, 0));
        assertThat(TestRedis.call("EXISTS", known)).isEqualTo(0L);
        Hold hold = attach(Duration.ZERO).orElseThrow();
        assertThat(read(hold, 0, 0, 10)).isEmpty();
        store(log, 1);
        assertThat(read(hold, 0, 0, 10)).hasSize(1);
    }

    @Test
    void whatIsAcknowledgedGoesAndNothingComesBack() {
        store(log, 5);
        Hold hold = attach(Duration.ZERO).orElseThrow();
        long first = hold.acknowledged() + 1;
        assertThat(read(hold, hold.newest(), first + 2, 10)).isEmpty();
        assertThat(store(log, 0)).isEqualTo(new Kept(2, 0));
        assertThat(read(hold, hold.newest(), first, 10)).isEmpty();
        assertThat(attach(Duration.ZERO)).get().extracting(Hold::acknowledged).isEqualTo(first + 2);
    }

    @Test
    void itIsRememberedHowTheLastAgentAcknowledged() {
        store(log, 5);
        Hold hold = attach(Duration.ZERO).orElseThrow();
        assertThat(hold.explicit()).isFalse();
        long first = hold.acknowledged() + 1;
        tell(hold, first, false);
        tell(hold, first, true);
        assertThat(attach(Duration.ZERO)).get().extracting(Hold::explicit).isEqualTo(true);
        Hold next = attach(Duration.ZERO).orElseThrow();
        tell(next, first, false);
        assertThat(attach(Duration.ZERO)).get().extracting(Hold::explicit).isEqualTo(true);
        tell(attach(Duration.ZERO).orElseThrow(), first + 1, false);
        assertThat(attach(Duration.ZERO)).get().extracting(Hold::explicit).isEqualTo(false);
    }

    @Test
    void aReaderWhoseLaneAnotherHasReadsAndDropsNothing() {
        store(log, 5);
        Hold old = attach(Duration.ZERO).orElseThrow();
        Hold next = attach(Duration.ZERO).orElseThrow();
        assertThat(next.epoch()).isGreaterThan(old.epoch());
        assertThat(Outcome.of(log.read(lane, new Reading(old.epoch(), 0, old.newest(), true), 10))).isEmpty();
        assertThat(store(log, 0)).isEqualTo(new Kept(5, 0));
        assertThat(read(next, 0, 0, 10)).hasSize(5);
    }

    @Test
    void whoWasOpenedEarlierAndAsksLaterDoesNotGetTheLane() {
        Hold hold = attach(Duration.ofSeconds(5)).orElseThrow();
        assertThat(attach(Duration.ofSeconds(10))).isEmpty();
        assertThat(read(hold, 0, 0, 10)).isEmpty();
        assertThat(attach(Duration.ofSeconds(2))).isPresent();
    }

    @Test
    void whoFollowsTheHolderGetsTheLaneHoweverShortItsWayToRedisWas() {
        Hold hold = attach(Duration.ofSeconds(5)).orElseThrow();
        assertThat(Outcome.of(log.attach(lane, Duration.ofSeconds(10), hold.epoch())))
                .get().extracting(Hold::epoch).isEqualTo(hold.epoch() + 1);
    }

    @Test
    void anEpochOfAClockThatWasAheadDoesNotShutOthersOut() {
        attach(Duration.ZERO);
        TestRedis.call("HSET", known, "epoch", "9000000000000000");
        assertThat(attach(Duration.ZERO)).get().extracting(Hold::epoch).isEqualTo(9_000_000_000_000_001L);
    }

    @Test
    void aBatchThatComesAfterALaterOneOfItsNodeIsNotStored() {
        store(log, 1);
        store(log, 1);
        RedisRelayLog late = log("n1");
        assertThatThrownBy(() -> store(late, 3)).isInstanceOf(EventLogUnavailable.class);
        assertThat(store(log, 0)).isEqualTo(new Kept(2, 0));
        assertThat(store(log("n2"), 1)).isEqualTo(new Kept(3, 0));
    }

    @Test
    void whatIsBeyondTheCountIsDroppedAndTold() {
        assertThat(store(log, 130)).isEqualTo(new Kept(100, 30));
        assertThat(store(log, 0)).isEqualTo(new Kept(100, 0));
        assertThat(store(log, 1)).isEqualTo(new Kept(100, 1));
        assertThat(TestRedis.call("HGET", known, "dropped")).isEqualTo("31");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 37, 63, 64, 99, 100})
    void whatIsTooOldIsDroppedAndTold(int old) {
        store(log, 1);
        Hold hold = attach(Duration.ZERO).orElseThrow();
        read(hold, hold.newest(), hold.newest(), 0);
        long now = System.currentTimeMillis();
        for (int n = 1; n <= 100; n++) {
            long at = n <= old ? now - AGE.toMillis() - 5000 - (old - n) : now - AGE.toMillis() + 60_000 + n;
            TestRedis.call("XADD", frames, hold.newest() + n + "-" + at, "dongle", "a", "target", "b", "frame", "{}");
        }
        TestRedis.call("HSET", known, "seq", Long.toString(hold.newest() + 100), "kept", "100");
        assertThat(store(log, 0)).isEqualTo(new Kept(100 - old, old));
        List<Stored> left = read(hold, hold.newest(), hold.newest(), 1);
        assertThat(left).extracting(Stored::seq).isEqualTo(old == 100 ? List.of() : List.of(hold.newest() + old + 1));
    }

    @Test
    void whatExpiredAsAWholeIsTold() {
        store(log, 20);
        assertThat((Long) TestRedis.call("PTTL", frames)).isBetween(AGE.toMillis() - 10_000, AGE.toMillis());
        TestRedis.call("DEL", frames);
        assertThat(store(log, 1)).isEqualTo(new Kept(1, 20));
        assertThat(store(log, 0)).isEqualTo(new Kept(1, 0));
    }

    @Test
    void noNumberIsGivenAgainWhenAllIsLost() {
        store(log, 5);
        long newest = attach(Duration.ZERO).orElseThrow().newest();
        TestRedis.call("DEL", frames, known);
        store(log, 1);
        Hold hold = attach(Duration.ZERO).orElseThrow();
        assertThat(hold.acknowledged()).isEqualTo(newest);
        assertThat(hold.newest()).as("the node that stores has seen them").isEqualTo(newest + 1);
        TestRedis.call("DEL", frames, known);
        read(hold, newest + 1, newest + 1, 0);
        store(log("n2"), 1);
        assertThat(newest()).as("the node that reads has").isEqualTo(newest + 2);
    }

    @Test
    void noNumberIsGivenAgainWhenTheLastAreLost() {
        store(log, 5);
        Hold hold = attach(Duration.ZERO).orElseThrow();
        TestRedis.call("HSET", known, "seq", Long.toString(hold.newest() - 2));
        store(log, 1);
        assertThat(newest()).as("the node that stores has seen them").isEqualTo(hold.newest() + 1);
        TestRedis.call("HSET", known, "seq", Long.toString(hold.newest() - 2));
        read(hold, hold.newest() + 1, 0, 0);
        assertThat(newest()).as("the node that reads has").isEqualTo(hold.newest() + 1);
    }

    @Test
    void noNumberIsGivenAgainThatWasLostWithWhoGaveIt() {
        Instant now = Instant.parse("2026-01-05T10:00:00Z");
        store(log("n1", now), 5);
        long kept = newest();
        store(log("n2", now.plusSeconds(1)), 3);
        long lost = newest();
        TestRedis.call("DEL", frames);
        TestRedis.call("HSET", known, "seq", Long.toString(kept), "writer", "n1", "batch", "0");
        store(log("n1", now.plusSeconds(2)), 1);
        assertThat(newest()).as("what the other gave is lost").isGreaterThan(lost);
        TestRedis.call("DEL", frames, known);
        store(log("n3", now.plusSeconds(3)), 1);
        assertThat(newest()).as("all is lost").isGreaterThan(lost + 1);
    }

    private long newest() {
        return Long.parseLong((String) Objects.requireNonNull(TestRedis.call("HGET", known, "seq")));
    }

    private RedisRelayLog log(String node) {
        return log(node, Instant.EPOCH);
    }

    private RedisRelayLog log(String node, Instant now) {
        return new RedisRelayLog(redis, new Floors(), new NodeName(node), new RelaySettings(100, AGE, 5000, 1000),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private Kept store(RedisRelayLog through, int count) {
        return Outcome.of(through.store(lane, IntStream.range(0, count)
                .mapToObj(n -> new RelayFrame("da", "dü", "{\"n\":" + n + "}")).toList()));
    }

    private Optional<Hold> attach(Duration age) {
        return Outcome.of(log.attach(lane, age, 0));
    }

    private List<Stored> read(Hold hold, long position, long acknowledged, int limit) {
        return Outcome.of(log.read(lane, new Reading(hold.epoch(), position, acknowledged, false), limit))
                .orElseThrow();
    }

    private void tell(Hold hold, long acknowledged, boolean explicit) {
        assertThat(Outcome.of(log.read(lane, new Reading(hold.epoch(), hold.newest(), acknowledged, explicit), 0)))
                .isPresent();
    }
}
