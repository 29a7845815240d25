package io.roomwire.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamKeyTest {

    private static final String SYSTEM = "abcxyz-";
    private static final String NAME = "abzAZ019._:%-";

    @Test
    void comesBackFromItsText() {
        RandomGenerator random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            StreamKey key = new StreamKey(text(random, SYSTEM, 20), text(random, NAME, 400));
            assertThat(StreamKey.parse(key.toString())).isEqualTo(key);
        }
    }

    @Test
    void theSystemEndsAtTheFirstColon() {
        assertThat(StreamKey.parse("room-dm:t_001".replace('_', '-') + ":usr")).isEqualTo(
                new StreamKey("room-dm", "t-001:usr"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "topic", ":news", "topic:", "Topic:news", "to pic:news", "topic:a b", "topic:a\nb",
        "topic:a}b", "topic:a{b", "topic:\u00fc", "topic:a*"})
    void refusesWhatCouldLeaveItsHashTagOrItsLine(String text) {
        assertThatThrownBy(() -> StreamKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesANameThatIsTooLong() {
        assertThatThrownBy(() -> new StreamKey("topic", "x".repeat(401))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(RandomGenerator random, String alphabet, int longest) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(longest) + 1L, 0, alphabet.length()).forEach(i -> text.append(alphabet.charAt(i)));
        return text.toString();
    }
}
