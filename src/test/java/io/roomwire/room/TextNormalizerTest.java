package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextNormalizerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "**Bold** and *soft* and __strong__ and _thin_ | Bold and soft and strong and thin",
        "Room t_001 keeps its_name | Room t_001 keeps its_name",
        "See [the log](https://example.com/a_b) and ![chart](x.png) | See the log and chart",
        "`code` and ~~old~~ text | code and old text",
    })
    void stripsMarksWithinALine(String text, String plain) {
        assertThat(TextNormalizer.normalize(text, 180)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", ".", " ", "[a](", "- ", "*", ",-"})
    void readsWhateverTheEndpointSendsInNoTime(String part) {
        String text = part.repeat(64 * 1024 / part.length());

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(2), () -> TextNormalizer.normalize(text, 180)))
                .hasSizeLessThanOrEqualTo(180);
    }

    @Test
    void stripsMarksOfLines() {
        assertThat(TextNormalizer.normalize("# Plan\n\n- hold\n* wait\n1. look\n> quoted\n---\nend", 180))
                .isEqualTo("Plan hold wait look quoted end");
        assertThat(TextNormalizer.normalize("```java\nx = 1\n```", 180)).isEqualTo("x = 1");
    }

    @Test
    void keepsThreeSentences() {
        assertThat(TextNormalizer.normalize("One at 3.5. Two! Three? Four.", 180)).isEqualTo("One at 3.5. Two! Three?");
        assertThat(TextNormalizer.normalize("一。二！三？四。", 180)).isEqualTo("一。二！三？");
    }

    @Test
    void cutsBehindAClause() {
        assertThat(TextNormalizer.normalize("The range holds, so I wait, and then I look again", 40))
                .isEqualTo("The range holds, so I wait…");
    }

    @Test
    void cutsBehindAWordWhereNoClauseEndsLateEnough() {
        assertThat(TextNormalizer.normalize("Yes, aaaa bbbb cccc dddd eeee ffff", 20))
                .isEqualTo("Yes, aaaa bbbb cccc…");
        assertThat(TextNormalizer.normalize("x".repeat(30), 20)).isEqualTo("x".repeat(19) + "…");
    }

    @Test
    void isNeverTooLongNorSplitsAPair() {
        Random random = new Random(3);
        for (int n = 0; n < 3000; n++) {
            String text = random.ints(random.nextInt(400), 0, 8)
                    .mapToObj(c -> new String[] {"a", " ", ",", ".", "\ud83d\ude00", "*", "\n", "。"}[c])
                    .reduce("", String::concat);
            String line = TextNormalizer.normalize(text, 50);
            assertThat(line).hasSizeLessThanOrEqualTo(50).doesNotContain("\n", "*");
            assertThat(line).isEqualTo(ChatText.trimmed(line));
        }
    }

    @Test
    void isEmptyForNothing() {
        assertThat(TextNormalizer.normalize(" \n** **\n", 180)).isEmpty();
    }

    @Test
    void comparesLinesByTheirLetters() {
        assertThat(TextNormalizer.key("No signal, is INFORMATION too!"))
                .isEqualTo(TextNormalizer.key("no signal is information too"));
        assertThat(TextNormalizer.key("one")).isNotEqualTo(TextNormalizer.key("two"));
    }
}
