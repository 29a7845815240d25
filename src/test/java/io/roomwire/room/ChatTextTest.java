package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTextTest {

    @Test
    void trimsWhatBrowsersCountAsBlank() {
        assertThat(ChatText.trimmed("\u00a0\ufeff \t a b\u3000\n")).isEqualTo("a b");
        assertThat(ChatText.trimmed("\u00a0\u2003")).isEmpty();
    }

    @Test
    void trimsLongRunsOfBlanksInNoTime() {
        String text = "a" + " ".repeat(500_000) + "b";

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> ChatText.trimmed(text))).isEqualTo(text);
    }

    @Test
    void replacesHalvesOfSurrogatePairs() {
        assertThat(ChatText.trimmed("a\ud83db \ud83d\ude00")).isEqualTo("a\ufffdb \ud83d\ude00");
    }

    @Test
    void putsEverythingOnOneLine() {
        assertThat(ChatText.oneLine(" a\r\n\tb\u0000c\u2028d ")).isEqualTo("a b c d");
    }

    @Test
    void cutsWithoutSplittingPairs() {
        assertThat(ChatText.cut("abc", 3)).isEqualTo("abc");
        assertThat(ChatText.cut("abcd", 3)).isEqualTo("abc");
        assertThat(ChatText.cut("ab\ud83d\ude00", 3)).isEqualTo("ab");
        assertThat(ChatText.cut("ab", 0)).isEmpty();
    }

    @Test
    void findsMentionsAnywhere() {
        assertThat(ChatText.mentions("@Agent, mail me@Example.com about @nova_1!@"))
                .containsExactly("agent", "example", "nova_1");
        assertThat(ChatText.mentions("no @ here")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"really?", "真的？", "Why buy now", "how is it going", "你好吗", "should I stay"})
    void takesForQuestions(String text) {
        assertThat(ChatText.looksLikeQuestion(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nice trade", "however it goes", "that is why", "I know what to do"})
    void takesForStatements(String text) {
        assertThat(ChatText.looksLikeQuestion(text)).isFalse();
    }
}
