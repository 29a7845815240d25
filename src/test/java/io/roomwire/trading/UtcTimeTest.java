package io.roomwire.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UtcTimeTest {

    @Test
    void writesMicrosecondsAndTheOffset() {
        assertThat(UtcTime.of(Instant.parse("2026-01-05T10:00:00.123456789Z")))
                .isEqualTo("2026-01-05T10:00:00.123456+00:00");
        assertThat(UtcTime.of(Instant.parse("2026-01-05T10:00:00Z"))).isEqualTo("2026-01-05T10:00:00.000000+00:00");
        assertThat(UtcTime.date("2026-01-05T10:00:00.000000+00:00")).isEqualTo("2026-01-05");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-05T10:00:03.5Z", "2026-01-05T12:00:03.500+02:00", "2026-01-05T04:30:03.500-05:30"})
    void readsTimesOfAnyZone(String text) {
        assertThat(UtcTime.read(text).map(UtcTime::of)).contains("2026-01-05T10:00:03.500000+00:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-05T10:00:00.123456", "yesterday", "", "+99999-01-01T00:00:00Z",
            "2026-13-05T10:00:00Z", "2026-01-05T10:00:00.00000000000000000000000000000000000000000001Z"})
    void knowsNoOtherTimes(String text) {
        assertThat(UtcTime.read(text)).isEmpty();
    }
}
