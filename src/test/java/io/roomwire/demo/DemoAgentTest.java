package io.roomwire.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Json;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class DemoAgentTest {

    private final DemoAgent agent = agent(7);

    @Test
    void playsTheSameScriptForTheSameSeed() {
        assertThat(agent(7).decision(884_000_123)).isEqualTo(agent.decision(884_000_123));
        assertThat(agent(7).state(884_000_123)).isEqualTo(agent.state(884_000_123));
        assertThat(LongStream.range(0, 20).mapToObj(agent(8)::decision))
                .isNotEqualTo(LongStream.range(0, 20).mapToObj(agent::decision).toList());
    }

    @Test
    void writesJsonOnMachinesOfAnyLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            for (long step = 0; step < 500; step++) {
                assertThat(Json.at(agent.decision(step), "decisions").size()).isEqualTo(1);
                assertThat(Json.at(agent.state(step), "account", "total_equity").isNumber()).isTrue();
            }
            assertThat(Json.at(agent.manifest(), "agent_name").getStringValue()).isEqualTo("Ann");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static DemoAgent agent(long seed) {
        return new DemoAgent("t_001", "Ann", "balanced", List.of("NVDA", "KO"), seed);
    }
}
