package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Appended;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What waiting for one replica costs an append, one after the other and many together; printed. */
@Tag("measured")
final class ReplicaWaitCostIT {

    private static final StreamKey STREAM = new StreamKey("topic", "t");
    private static final int ALONE = 1000;
    private static final int TOGETHER = 500;
    private static final int ROUNDS = 40;

    @Test
    void waitingForAReplicaCostsARoundTripAndNoMore() {
        try (RedisProcess primary = RedisProcess.start(); RedisProcess replica = RedisProcess.start()) {
            replica.follow(primary);
            Cost plain = cost(primary, Optional.empty());
            Cost waiting = cost(primary, Optional.of(new ReplicaWait(1, Duration.ofSeconds(1))));
            System.out.println("without: " + plain + ", waiting for one replica: " + waiting);
            assertThat(waiting.perSecond()).isPositive();
        }
    }

    /**
     * What appends cost.
     *
     * @param micros the median of one after the other, until it is acknowledged
     * @param perSecond when 500 are always on their way
     */
    private record Cost(long micros, long perSecond) {
    }

    private static Cost cost(RedisProcess primary, Optional<ReplicaWait> demanded) {
        try (TestLog log = TestLog.on(new RedisSettings(primary.uri(), false, Optional.empty(), demanded))) {
            together(log);
            long[] micros = IntStream.range(0, ALONE).mapToLong(n -> alone(log)).sorted().toArray();
            long start = System.nanoTime();
            IntStream.range(0, ROUNDS).forEach(round -> together(log));
            return new Cost(micros[ALONE / 2],
                    (long) ROUNDS * TOGETHER * Duration.ofSeconds(1).toNanos() / (System.nanoTime() - start));
        }
    }

    private static long alone(TestLog log) {
        long start = System.nanoTime();
        Outcome.of(append(log));
        return Duration.ofNanos(System.nanoTime() - start).toNanos() / 1000;
    }

    private static void together(TestLog log) {
        List<CompletionStage<Appended>> burst =
                IntStream.range(0, TOGETHER).mapToObj(n -> append(log)).toList();
        burst.forEach(Outcome::of);
    }

    private static CompletionStage<Appended> append(TestLog log) {
        return log.log().append(Append.of(STREAM, "e", "{\"n\":1}"));
    }
}
