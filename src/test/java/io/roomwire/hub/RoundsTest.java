package io.roomwire.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** The executor is a queue that the test empties: what is not in it is not due. */
final class RoundsTest {

    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Duration LATER = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final BlockingQueue<Runnable> due = new LinkedBlockingQueue<>();
    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void goesOnWhileThereIsSomethingAndEndsThen() throws InterruptedException {
        Rounds three = rounds(round -> round < 3);
        three.begin();
        for (int i = 1; i <= 3; i++) {
            next().run();
            assertThat(rounds).hasValue(i);
        }
        assertNothingIsDue();
    }

    @Test
    void beginsOnceHoweverOftenItIsAskedTo() throws InterruptedException {
        Rounds one = rounds(round -> false);
        one.begin();
        one.begin();
        next().run();
        assertNothingIsDue();
    }

    @Test
    void beginsAnewAfterItsEnd() throws InterruptedException {
        Rounds one = rounds(round -> false);
        one.begin();
        next().run();
        one.begin();
        next().run();
        assertThat(rounds).hasValue(2);
    }

    @Test
    void whatBeginsWhileARoundIsUnderWayHasOneOfItsOwn() throws InterruptedException {
        Rounds[] self = new Rounds[1];
        self[0] = rounds(round -> {
            if (round == 1) {
                self[0].begin();
            }
            return false;
        });
        self[0].begin();
        next().run();
        next().run();
        assertThat(rounds).hasValue(2);
    }

    @Test
    void goesOnAfterAFailure() throws InterruptedException {
        Rounds failing = rounds(round -> {
            if (round == 1) {
                throw new IllegalStateException("on purpose");
            }
            return false;
        });
        failing.begin();
        next().run();
        next().run();
        assertThat(rounds).hasValue(2);
    }

    private Rounds rounds(IntPredicate round) {
        return new Rounds(PAUSE, due::add, () -> round.test(rounds.incrementAndGet()));
    }

    private Runnable next() throws InterruptedException {
        Runnable task = due.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(task).as("a round is due").isNotNull();
        return task;
    }

    /** What was armed before comes before. */
    private void assertNothingIsDue() throws InterruptedException {
        int before = rounds.get();
        new Rounds(LATER, due::add, () -> false).begin();
        next().run();
        assertThat(rounds).hasValue(before);
        assertThat(due).isEmpty();
    }
}
