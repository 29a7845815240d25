package io.roomwire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {

    private static final Setting<Integer> EVENTS = Setting.count("roomwire.ring.events", 1000, 10, 2000, "Events.");
    private static final Setting<Duration> LINGER =
            Setting.duration("roomwire.feed.linger", Duration.ofSeconds(30), Duration.ZERO, Duration.ofHours(1), "Wait.");
    private static final Setting<Long> BODY = Setting.bytes("roomwire.body-limit", "100kB", "1kB", "64MB", "Body.");
    private static final Setting<Double> CHANCE = Setting.ratio("roomwire.chance", "0.05", "Chance.");
    private static final Setting<Optional<String>> TOKEN =
            Setting.optional("roomwire.control-token", "8 characters or more", SettingsTest::token, "Token.").secret();

    @Test
    void takesTheDefaultWhenNothingOrNothingButBlanksIsGiven() {
        assertThat(given(Map.of()).get(EVENTS)).isEqualTo(1000);
        assertThat(given(Map.of("roomwire.ring.events", " ")).get(EVENTS)).isEqualTo(1000);
        assertThat(given(Map.of()).get(TOKEN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "2001", "-10", "1e3", "ten", "10.0", "99999999999999999999"})
    void refusesCountsOutsideTheirRange(String value) {
        assertThatThrownBy(() -> given(Map.of("roomwire.ring.events", value)).get(EVENTS))
                .isInstanceOf(BadSetting.class)
                .hasMessage("roomwire.ring.events (ROOMWIRE_RING_EVENTS): \"" + value
                        + "\" is not permitted; permitted: 10 to 2000");
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "30s,30000", "30 S,30000", "2m,120000", "1h,3600000", "0,0", "0s,0"})
    void readsTimesWithTheirUnit(String value, long millis) {
        assertThat(given(Map.of("roomwire.feed.linger", value)).get(LINGER)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "-1s", "61m", "s", "1.5s", "1x", "99999999999s", "٣s", "10m\n1s", "10\nm1"})
    void refusesTimesWithoutUnitOrOutsideTheirRange(String value) {
        assertThatThrownBy(() -> given(Map.of("roomwire.feed.linger", value)).get(LINGER))
                .hasMessageEndingWith("is not permitted; permitted: 0s to 1h");
    }

    @ParameterizedTest
    @CsvSource({"100kB,102400", "1KB,1024", "2048B,2048", "64mb,67108864"})
    void readsBytesByPowersOf1024(String value, long bytes) {
        assertThat(given(Map.of("roomwire.body-limit", value)).get(BODY)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.1", "0,5", "NaN", ".", "5%"})
    void refusesWhatIsNoProbability(String value) {
        assertThatThrownBy(() -> given(Map.of("roomwire.chance", value)).get(CHANCE)).isInstanceOf(BadSetting.class);
        assertThat(given(Map.of("roomwire.chance", ".5")).get(CHANCE)).isEqualTo(0.5);
    }

    @Test
    void readsFlagsAndChoices() {
        Settings settings = given(Map.of("other", "maybe", "flag", "TRUE", "choice", "token"));
        assertThat(settings.get(Setting.flag("flag", false, "Flag."))).isTrue();
        assertThat(settings.get(Setting.choice("choice", List.of("public", "token"), "Choice."))).isEqualTo("token");
        assertThatThrownBy(() -> settings.get(Setting.flag("other", false, "Flag.")))
                .hasMessageEndingWith("permitted: true or false");
    }

    @Test
    void neverShowsASecret() {
        assertThatThrownBy(() -> given(Map.of("roomwire.control-token", "hunter2")).get(TOKEN))
                .hasMessageContaining("roomwire.control-token (ROOMWIRE_CONTROL_TOKEN)")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void keepsTheMessageOnOneLine() {
        assertThatThrownBy(() -> given(Map.of("roomwire.ring.events", "1\n2" + "x".repeat(5000))).get(EVENTS))
                .message().hasSizeLessThan(300).doesNotContain("\n");
    }

    @Test
    void prefersTheNameToItsAlias() {
        Setting<Integer> setting = EVENTS.or("ring.events");
        assertThat(given(Map.of("ring.events", "20")).get(setting)).isEqualTo(20);
        assertThat(given(Map.of("ring.events", "20", "roomwire.ring.events", "30")).get(setting)).isEqualTo(30);
        assertThat(setting.environment()).isEqualTo("ROOMWIRE_RING_EVENTS or RING_EVENTS");
    }

    private static Settings given(Map<String, String> properties) {
        return new Settings(name -> Optional.ofNullable(properties.get(name)));
    }

    private static String token(String text) {
        if (text.length() < 8) {
            throw new IllegalArgumentException("too short");
        }
        return text;
    }
}
