package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCannedTest {

    @Test
    void saysTheSameForTheSameSeed() {
        TextRequest request = TextRequest.reply(ChatBits.NOVA, ChatBits.said(ChatType.PUBLIC_PLAIN, "why?"));
        assertThat(new TextCanned(new Random(5)).always(request))
                .isEqualTo(new TextCanned(new Random(5)).always(request));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neverRepeatsOneOfTheLastEight(boolean urgent) {
        TextCanned canned = new TextCanned(new Random(5));
        List<String> said = new ArrayList<>();
        for (int n = 0; n < 500; n++) {
            List<String> latest = said.subList(Math.max(0, said.size() - ChatLog.REMEMBERED), said.size());
            String line = canned.always(TextRequest.proactive(ChatBits.NOVA, "", urgent, latest));
            assertThat(latest).doesNotContain(TextNormalizer.key(line));
            assertThat(TextNormalizer.normalize(line, 180)).isEqualTo(line);
            said.add(TextNormalizer.key(line));
        }
    }

    @Test
    void tellsTheDecision() {
        assertThat(new TextCanned(new Random(5)).always(TextRequest.narration(ChatBits.NOVA, "Buy 100% NVDA")))
                .contains("Buy 100% NVDA");
    }
}
