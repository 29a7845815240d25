package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomStreamsTest {

    @Test
    void namesTheStreamsOfARoom() {
        assertThat(RoomStreams.room("t_001")).hasToString("room:t_001");
        assertThat(RoomStreams.privateRoom("t_001", "usr_sess_9f")).hasToString("room-dm:t_001:usr_sess_9f");
    }

    @Test
    void encodesWhatCouldBreakOutOfAKey() {
        assertThat(RoomStreams.privateRoom("t_001", "a:b}{%\r\né").name())
                .isEqualTo("t_001:a%3Ab%7D%7B%25%0D%0A%C3%A9");
    }

    @Test
    void givesEverySessionANameOfItsOwn() {
        Random random = new Random(7);
        for (int n = 0; n < 2000; n++) {
            String session = random.ints(1 + random.nextInt(20), 1, 0xD7FF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append) + "x";
            String encoded = RoomStreams.encoded(session);
            assertThat(encoded).matches("[A-Za-z0-9._%-]+");
            assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(session);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\ud800"})
    void refusesWhatIsNoSession(String session) {
        assertThatThrownBy(() -> RoomStreams.encoded(session)).isInstanceOf(RoomException.class)
                .hasMessage("invalid_user_session_id");
    }

    @Test
    void refusesTooLongSessions() {
        assertThat(RoomStreams.privateRoom("a".repeat(64), "s".repeat(300)).name()).hasSize(365);
        assertThatThrownBy(() -> RoomStreams.encoded("s".repeat(301))).hasMessage("invalid_user_session_id");
        assertThatThrownBy(() -> RoomStreams.encoded("é".repeat(51))).hasMessage("invalid_user_session_id");
    }
}
