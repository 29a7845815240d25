package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.config.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NarrationSettingsTest {

    private final NarrationSettings settings = NarrationSettings.from(new Settings(name -> Optional.empty()));

    @Test
    void gapDependsOnDecisionAndRiskProfile() {
        assertThat(settings.gapFor(ChatBits.NOVA, false)).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.gapFor(ChatBits.NOVA, true)).isEqualTo(Duration.ofSeconds(25));
        assertThat(settings.gapFor(ChatBits.agent(true, "conservative"), true)).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.gapFor(ChatBits.agent(true, "conservative"), false)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void tellsDecisionsApartByTimestampElseByCycle() {
        assertThat(facts(Optional.of("2026-01-05T10:00:00Z"), OptionalLong.of(7)).identity())
                .isEqualTo("at:2026-01-05T10:00:00Z");
        assertThat(facts(Optional.empty(), OptionalLong.of(7)).identity()).isEqualTo("cycle:7");
        assertThat(facts(Optional.empty(), OptionalLong.empty()).identity()).isEmpty();
    }

    private static NarrationFacts facts(Optional<String> timestamp, OptionalLong cycle) {
        return new NarrationFacts(timestamp, cycle, true, "Hold NVDA");
    }
}
