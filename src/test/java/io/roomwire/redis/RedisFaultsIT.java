package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Appended;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an append promises when Redis or the way to it fails. */
final class RedisFaultsIT {

    private static final StreamKey STREAM = new StreamKey("topic", "t");
    private static final int BURST = 5_000;

    /** Redis executes what reached it before the cut; a driver that sent it again would make a second event. */
    @Test
    void anAppendThatGotNoAnswerIsUnavailableAndNotSentAgain() {
        try (RedisProcess redis = RedisProcess.start(); TcpProxy proxy = TcpProxy.to(redis.port());
                TestLog log = TestLog.on(proxy.redisUri())) {
            for (int round = 0; round < 5; round++) {
                awaitAppend(log, "\"before\"");
                Append append = Append.of(STREAM, "e", "\"round" + round + "\"");
                CompletionStage<Appended> doubtful = unanswered(redis, proxy, log, append);
                assertThatThrownBy(() -> Outcome.of(doubtful)).isInstanceOf(EventLogUnavailable.class);
                awaitAppend(log, "\"after\"");
            }
            assertThat(events(redis)).containsOnlyOnce("round0").containsOnlyOnce("round1").containsOnlyOnce("round2")
                    .containsOnlyOnce("round3").containsOnlyOnce("round4");
        }
    }

    @Test
    void aRetryWithItsKeyAppendsExactlyOnce() {
        try (RedisProcess redis = RedisProcess.start(); TcpProxy proxy = TcpProxy.to(redis.port());
                TestLog log = TestLog.on(proxy.redisUri())) {
            Append append = Append.of(STREAM, "e", "2");
            Append keyed = append.once(new Append.Once("key", append.data()));
            append(log, "1");
            CompletionStage<Appended> doubtful = unanswered(redis, proxy, log, keyed);
            assertThatThrownBy(() -> Outcome.of(doubtful)).isInstanceOf(EventLogUnavailable.class);
            await().ignoreExceptions().until(() -> Outcome.of(log.log().append(keyed)).id().isAfter(EventId.NONE));
            assertThat(events(redis).split("data, 2]", -1)).hasSize(2);
        }
    }

    @Test
    void anAppendToAnAbsentRedisFailsAtOnceAndIsNotKeptForLater() {
        try (RedisProcess redis = RedisProcess.start(); TestLog log = TestLog.on(redis.uri())) {
            append(log, "1");
            redis.kill();
            await().untilAsserted(() -> assertThatThrownBy(() -> append(log, "2"))
                    .isInstanceOf(EventLogUnavailable.class));
            redis.restart();
            awaitAppend(log, "3");
            assertThat(events(redis)).doesNotContain("data, 2]");
        }
    }

    /** What it did not know would be asked again, and what was asked behind it would come first. */
    @Test
    void aRedisThatHasForgottenItsScriptsKeepsTheOrderOfABurst() {
        try (RedisProcess redis = RedisProcess.start(); TestLog log = TestLog.on(redis.uri())) {
            EventId last = append(log, "0").id();
            redis.restart();
            await().ignoreExceptions().until(() -> !Outcome.of(log.log().newest(List.of(STREAM))).isEmpty());
            List<CompletionStage<Appended>> burst = IntStream.range(0, BURST)
                    .mapToObj(n -> log.log().append(Append.of(STREAM, "e", "1"))).toList();
            for (CompletionStage<Appended> stage : burst) {
                assertThat(Outcome.of(stage).prev()).isEqualTo(last);
                last = Outcome.of(stage).id();
            }
        }
    }

    @Test
    void idsGrowThoughTheClockGoesBackWithTheNewPrimary() {
        try (RedisProcess primary = RedisProcess.start();
                RedisProcess late = RedisProcess.startWithClock(Duration.ofSeconds(-5));
                TcpProxy proxy = TcpProxy.to(primary.port()); TestLog log = TestLog.on(proxy.redisUri())) {
            late.follow(primary);
            EventId before = append(log, "1").id();
            primary.awaitCopied(late);
            late.promote();
            proxy.switchTo(late.port());
            Appended after = awaitAppend(log, "2");
            assertThat(after.prev()).isEqualTo(before);
            assertThat(after.id().value() - before.value()).isBetween(1L, 1000L);
        }
    }

    @Test
    void idsStayAboveThoseThatALostPrimaryMade() {
        try (RedisProcess primary = RedisProcess.start();
                RedisProcess late = RedisProcess.startWithClock(Duration.ofSeconds(-5));
                TcpProxy proxy = TcpProxy.to(primary.port()); TestLog log = TestLog.on(proxy.redisUri())) {
            EventId lost = append(log, "1").id();
            proxy.switchTo(late.port());
            Appended after = awaitAppend(log, "2");
            assertThat(after.prev()).isEqualTo(EventId.NONE);
            assertThat(after.id().value() - lost.value()).isBetween(1L, 1000L);
        }
    }

    /** Reaches Redis, but its answer finds the connection cut. */
    private static CompletionStage<Appended> unanswered(RedisProcess redis, TcpProxy proxy, TestLog log,
                                                        Append append) {
        redis.freeze();
        long before = proxy.forwarded();
        CompletionStage<Appended> doubtful = log.log().append(append);
        await().until(() -> proxy.forwarded() > before);
        proxy.cut();
        redis.thaw();
        return doubtful;
    }

    private static Appended append(TestLog log, String data) {
        return Outcome.of(log.log().append(Append.of(STREAM, "e", data)));
    }

    /** Appends as soon as the connection stands again; a refused attempt was not sent. */
    private static Appended awaitAppend(TestLog log, String data) {
        return await().ignoreExceptionsInstanceOf(EventLogUnavailable.class)
                .until(() -> append(log, data), appended -> !appended.id().isNone());
    }

    private static String events(RedisProcess redis) {
        return String.valueOf(redis.call("XRANGE", "rw:{" + STREAM + "}:events", "-", "+"));
    }
}
