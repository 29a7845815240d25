package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyRuleTest {

    private static final ReplySettings CHANCES = new ReplySettings(0.05, 0.35, 0.12);

    @Test
    void alwaysAnswersWhenSpokenTo() {
        ReplyRule rule = new ReplyRule(ChatBits.draws(), CHANCES);
        assertThat(Stream.of(ChatType.PUBLIC_MENTION_AGENT, ChatType.PRIVATE_AGENT_DM))
                .allMatch(type -> rule.answers(ChatBits.said(type, "hello")));
    }

    @ParameterizedTest
    @CsvSource({"0.049, 1.0, nice, true", "0.05, 0.119, nice, true", "0.05, 0.12, nice, false",
        "0.05, 0.349, nice?, true", "0.05, 0.35, nice?, false"})
    void answersPlainMessagesByTwoDraws(double first, double second, String text, boolean answers) {
        ReplyRule rule = new ReplyRule(ChatBits.draws(first, second), CHANCES);
        assertThat(rule.answers(ChatBits.said(ChatType.PUBLIC_PLAIN, text))).isEqualTo(answers);
    }
}
