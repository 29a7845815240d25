package io.roomwire.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicEventTest {

    private static final String BODY = "{\"name\":\"e\",\"data\": {\"é\": 1} }";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "ISO-8859-1"})
    void refusesOtherEncodings(String charset) {
        assertThatThrownBy(() -> TopicEvent.parse(BODY.getBytes(Charset.forName(charset))))
                .isInstanceOf(TopicException.class).hasMessage("the body is not UTF-8");
    }

    @Test
    void cutsTheDataOutOfTheBodyBehindAByteOrderMark() {
        TopicEvent event = TopicEvent.parse(("\uFEFF" + BODY).getBytes(StandardCharsets.UTF_8));
        assertThat(StandardCharsets.UTF_8.decode(event.data()).toString()).isEqualTo("{\"é\": 1}");
    }
}
