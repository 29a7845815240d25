package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LiveMessageTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 9, 10, 1795212345678003L, EventId.MAX})
    void comesBackAsItWasPublished(long id) {
        Event event = parse(id + " " + (id - 1) + " chat\n{\"text\":\"\u00fc a\"}");
        assertThat(event).isEqualTo(Event.of(new EventId(id), new EventId(id - 1), "chat", "{\"text\":\"\u00fc a\"}"));
    }

    @Test
    void aSignalHasNoId() {
        Event signal = LiveMessage.parse(LiveMessage.signal("typing", "{}"));
        assertThat(signal.isSignal()).isTrue();
        assertThat(signal.name()).isEqualTo("typing");
        assertThat(signal.text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 0", "1 0 name", " 0 name\n1", "1  name\n1", "-1 0 name\n1", "1 x name\n1",
        "1.0 0 name\n1", "9007199254740992 0 name\n1", "00000000000000001 0 name\n1", "18446744073709551617 0 n\n1"})
    void refusesWhatNoNodePublished(String message) {
        assertThatThrownBy(() -> parse(message)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Event parse(String message) {
        return LiveMessage.parse(message.getBytes(UTF_8));
    }
}
