package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Appended;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An append that waits for replicas is acknowledged when they have it, and not before. */
final class ReplicaWaitIT {

    private static final StreamKey STREAM = new StreamKey("topic", "t");
    private static final int BURST = 500;

    private final RedisProcess primary = RedisProcess.start();
    private final RedisProcess replica = RedisProcess.start();
    private final TestLog log = TestLog.on(new RedisSettings(primary.uri(), false, Optional.empty(),
            Optional.of(new ReplicaWait(1, Duration.ofMillis(300)))));

    @BeforeEach
    void follow() {
        replica.follow(primary);
        // What was asked for before the replica counts may stand all the same.
        await().ignoreExceptions().until(() -> !append("1").id().isNone());
    }

    @AfterEach
    void close() {
        log.close();
        replica.close();
        primary.close();
    }

    private Appended append(String data) {
        return Outcome.of(log.log().append(Append.of(STREAM, "e", data)));
    }

    @Test
    void whatIsAcknowledgedTheReplicaHas() {
        for (int i = 0; i < 5; i++) {
            String id = append("2").id().toRedis();
            assertThat(String.valueOf(replica.call("XREVRANGE", events(), "+", "-", "COUNT", "1"))).contains(id);
        }
    }

    @Test
    void aBurstWaitsTogether() {
        long before = waits();
        long kept = kept();
        List<CompletionStage<Appended>> burst = IntStream.range(0, BURST)
                .mapToObj(n -> log.log().append(Append.of(STREAM, "e", "1"))).toList();
        burst.forEach(Outcome::of);
        assertThat(waits() - before).isLessThan(BURST / 4);
        assertThat(kept()).isEqualTo(kept + BURST);
    }

    private long kept() {
        return Long.parseLong(String.valueOf(primary.call("XLEN", events())));
    }

    @Test
    void withoutTheReplicaItIsUnavailableAndStands() {
        replica.freeze();
        assertThatThrownBy(() -> append("\"stands\"")).isInstanceOf(EventLogUnavailable.class)
                .hasStackTraceContaining("0 of 1 replicas");
        assertThat(String.valueOf(primary.call("XRANGE", events(), "-", "+"))).contains("stands");
        replica.thaw();
        await().ignoreExceptions().until(() -> !append("3").id().isNone());
    }

    /** The connection that waits may be at another server than the one that took the event. */
    @Test
    void aRepeatIsAnsweredThoughItsEventIsGone() {
        Append once = Append.of(STREAM, "e", "1");
        Append keyed = once.once(new Append.Once("key", once.data()));
        Appended first = Outcome.of(log.log().append(keyed));
        primary.call("XTRIM", events(), "MAXLEN", "0");
        assertThat(Outcome.of(log.log().append(keyed)).id()).isEqualTo(first.id());
    }

    private static String events() {
        return RedisKeys.events(STREAM);
    }

    private long waits() {
        String stats = String.valueOf(primary.call("INFO", "commandstats"));
        return Long.parseLong(stats.replaceFirst("(?s).*cmdstat_wait:calls=(\\d+),.*", "$1"));
    }
}
