package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SavedTimeTest {

    @Test
    void belongsToTheDayOfItsMarket() {
        SavedTime saved = new SavedTime(Instant.parse("2026-03-01T16:00:00Z"));
        assertThat(saved.dayKey(ZoneOffset.UTC)).isEqualTo("2026-03-01");
        assertThat(saved.dayKey(ZoneId.of("Asia/Shanghai"))).isEqualTo("2026-03-02");
    }

    @Test
    void takesAnyDayOfThatFormEvenOneOfNoCalendar() {
        assertThat(SavedTime.isDayKey("2026-99-99")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-1-1", "2026-01-01 ", "2026-01-01\n", "x2026-01-01", "٢٠٢٦-٠١-٠١"})
    void refusesOtherForms(String text) {
        assertThat(SavedTime.isDayKey(text)).isFalse();
    }
}
