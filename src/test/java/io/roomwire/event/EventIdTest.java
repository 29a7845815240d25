package io.roomwire.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventIdTest {

    private static final long LIMIT = 1L << 53;

    static LongStream values() {
        return LongStream.concat(LongStream.of(0, 1, 999, 1000, 1001, 1_795_212_345_678_003L, LIMIT - 1),
                new Random(1).longs(500, 0, LIMIT));
    }

    @ParameterizedTest
    @MethodSource("values")
    void comesBackFromItsTextAndFromItsFormInRedis(long value) {
        EventId id = new EventId(value);
        assertThat(EventId.parse(id.toString())).contains(id);
        assertThat(EventId.ofRedis(id.toRedis())).isEqualTo(id);
    }

    @ParameterizedTest
    @MethodSource("values")
    void ordersAsRedisOrdersItsForm(long value) {
        EventId id = new EventId(value);
        EventId next = new EventId(Math.min(value + 1, LIMIT - 1));
        assertThat(next.isAfter(id)).isEqualTo(next.value() > value);
        assertThat(Integer.signum(id.compareTo(next))).isEqualTo(Long.compare(value, next.value()));
    }

    @Test
    void writesTheEntryIdThatPeopleSeeInRedis() {
        assertThat(new EventId(1_795_212_345_678_003L).toRedis()).isEqualTo("1795212345678-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1 ", "-1", "+1", "1e3", "0x10", "1.5", "1.2", "9007199254740992",
        "9999999999999999", "00000000000000001", "12345678901234567", "\u0661", "NaN"})
    void anythingButDigitsBelowTheLimitIsNoPosition(String junk) {
        assertThat(EventId.parse(junk)).isEmpty();
    }

    @Test
    void fourHundredDigitsAreNoPosition() {
        assertThat(EventId.parse("1".repeat(400))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 1L << 53, Long.MAX_VALUE})
    void refusesValuesThatAClientCouldNotHoldExactly(long value) {
        assertThatThrownBy(() -> new EventId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1000", "1-12345", "a-1", "1-"})
    void refusesEntriesThatNoNodeWrote(String entryId) {
        assertThatThrownBy(() -> EventId.ofRedis(entryId)).isInstanceOf(IllegalArgumentException.class);
    }
}
