package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class FloorsTest {

    private static final int GENERATION = 10;

    private final Floors floors = new Floors(GENERATION);

    @Test
    void knowsNothingOfAStreamNeverSeen() {
        assertThat(floors.of(stream(1))).isEqualTo(EventId.NONE);
    }

    @Test
    void keepsTheHighest() {
        floors.saw(stream(1), new EventId(7));
        floors.saw(stream(1), new EventId(5));
        floors.saw(stream(1), EventId.NONE);
        assertThat(floors.of(stream(1))).isEqualTo(new EventId(7));
    }

    @Test
    void keepsTheHighestOfManyThreads() {
        LongStream.rangeClosed(1, 100_000).parallel().forEach(id -> floors.saw(stream(id % 3), new EventId(id)));
        assertThat(LongStream.range(0, 3).map(number -> floors.of(stream(number)).value()).max()).hasValue(100_000);
        assertThat(floors.of(stream(0))).isEqualTo(new EventId(99_999));
    }

    @Test
    void remembersTheStreamsTouchedLast() {
        floors.saw(stream(0), new EventId(1));
        for (int number = 1; number < 20 * GENERATION; number++) {
            floors.saw(stream(number), new EventId(1));
            assertThat(floors.of(stream(0))).isEqualTo(new EventId(1));
            assertThat(floors.of(stream(Math.max(0, number - GENERATION / 2 + 1)))).isEqualTo(new EventId(1));
        }
    }

    @Test
    void forgetsTheStreamsTouchedLongAgo() {
        for (int number = 0; number < 3 * GENERATION; number++) {
            floors.saw(stream(number), new EventId(1));
        }
        assertThat(floors.of(stream(0))).isEqualTo(EventId.NONE);
    }

    @Test
    void aSignalTakesNoPlace() {
        floors.saw(stream(0), new EventId(1));
        for (int number = 1; number < 3 * GENERATION; number++) {
            floors.saw(stream(number), EventId.NONE);
        }
        assertThat(floors.of(stream(0))).isEqualTo(new EventId(1));
    }

    private static StreamKey stream(long number) {
        return new StreamKey("topic", "s" + number);
    }
}
