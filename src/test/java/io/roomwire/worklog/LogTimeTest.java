package io.roomwire.worklog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogTimeTest {

    @ParameterizedTest
    @CsvSource({"2026-01-05T10:00:00Z, 2026-01-05T10:00:00.000Z",
        "2026-01-05T11:00:00.25+01:00, 2026-01-05T10:00:00.250Z",
        "2026-01-05T10:00:00.123456789Z, 2026-01-05T10:00:00.123Z", "2026-01-05T10:00Z, 2026-01-05T10:00:00.000Z"})
    void readsAnyOffsetAndWritesUtcWithMilliseconds(String given, String written) {
        assertThat(LogTime.parse(given).map(LogTime::text)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "today", "2026-01-05", "2026-01-05T10:00:00", "1767607200000", "2026-13-05T10:00:00Z"})
    void readsNoTimeWithoutAnOffset(String text) {
        assertThat(LogTime.parse(text)).isEmpty();
    }

    @Test
    void writesThreeDigitsAlways() {
        assertThat(LogTime.text(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
    }
}
