package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AgentVoiceTest {

    private static final TextRequest REQUEST =
            TextRequest.reply(ChatBits.NOVA, ChatBits.said(ChatType.PUBLIC_PLAIN, "how are you?"));

    private final TextCanned canned = new TextCanned(new Random(1));

    @Test
    void opensAnAnswerWithTheNameOfTheAsker() {
        assertThat(voice("**Fine**, thanks.").reply(REQUEST, "Mia", false)).contains("@Mia Fine, thanks.");
        assertThat(voice("@Mia Fine.").reply(REQUEST, "Mia", false)).contains("@Mia Fine.");
    }

    @Test
    void keepsAWholeAnswerWithin180Characters() {
        String answer = voice("word ".repeat(100)).reply(REQUEST, "x".repeat(24), false).orElseThrow();
        assertThat(answer).startsWith("@" + "x".repeat(24) + " word").hasSizeBetween(160, 180).endsWith("…");
    }

    @Test
    void fallsBackToCannedTextOnlyWhereThereMustBeAnAnswer() {
        assertThat(voice().reply(REQUEST, "Mia", false)).isEmpty();
        assertThat(voice("** **").reply(REQUEST, "Mia", false)).isEmpty();
        assertThat(voice().reply(REQUEST, "Mia", true)).hasValueSatisfying(text -> assertThat(text)
                .startsWith("@Mia ").hasSizeGreaterThan(10));
    }

    @Test
    void saysNothingWithoutText() {
        assertThat(voice().say(REQUEST)).isEmpty();
        assertThat(voice("One. Two. Three. Four.").say(REQUEST)).contains("One. Two. Three.");
    }

    private AgentVoice voice(String... lines) {
        return new AgentVoice(ChatBits.texts(lines), canned);
    }
}
