package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RelayPaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong nanos = new AtomicLong(-SECOND);

    @Test
    void theFirstPortionGoesAtOnceAndTheNextAfterItsTime() {
        RelayPace pace = pace(5000);
        assertThat(pace.pause()).isZero();
        pace.wrote(100);
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(20));
        nanos.addAndGet(Duration.ofMillis(15).toNanos());
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(5));
        nanos.addAndGet(Duration.ofMillis(5).toNanos());
        assertThat(pace.pause()).isZero();
    }

    @Test
    void whatWasWrittenLateIsNotCaughtUp() {
        RelayPace pace = pace(1000);
        pace.wrote(20);
        nanos.addAndGet(SECOND);
        pace.wrote(20);
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(20));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "49, 1", "50, 1", "1000, 20", "5000, 100"})
    void aPortionIsAFiftiethOfASecondOrOneFrame(int rate, int portion) {
        assertThat(pace(rate).portion()).isEqualTo(portion);
    }

    /** Whoever waits may oversleep, and portions may be smaller. */
    @ParameterizedTest
    @CsvSource({"1, 1", "7, 2", "333, 3", "5000, 4", "5000, 5", "100000, 6"})
    void noSecondSeesMoreThanTheRate(int rate, long seed) {
        Random random = new Random(seed);
        RelayPace pace = pace(rate);
        Deque<Long> lastSecond = new ArrayDeque<>();
        long end = nanos.get() + 5 * SECOND;
        while (nanos.get() < end) {
            nanos.addAndGet(pace.pause().toNanos() + random.nextInt(2_000_000));
            int frames = random.nextInt(4) == 0 ? 1 + random.nextInt(pace.portion()) : pace.portion();
            pace.wrote(frames);
            for (int i = 0; i < frames; i++) {
                lastSecond.add(nanos.get());
            }
            while (lastSecond.getFirst() <= nanos.get() - SECOND) {
                lastSecond.remove();
            }
            assertThat(lastSecond.size()).isLessThanOrEqualTo(rate);
        }
    }

    private RelayPace pace(int rate) {
        return new RelayPace(rate, nanos::get);
    }
}
