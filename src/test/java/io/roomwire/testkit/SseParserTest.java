package io.roomwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SseParserTest {

    @Test
    void readsAnEventAcrossChunkBorders() throws IOException {
        String chunks = "4\r\nid: \r\n1e\r\n7\nevent: e\ndata: {\"a\":\"ü\"}\n\n\r\n0\r\n\r\n";
        SseParser parser = parser(new ChunkedInput(bytes(chunks)));
        assertThat(parser.next()).contains(new SseBlock(1, Optional.of("7"), Optional.of("e"),
                Optional.of("{\"a\":\"ü\"}"), Optional.empty()));
        assertThat(parser.next()).isEmpty();
    }

    @Test
    void dropsABlockThatWasCutOff() throws IOException {
        assertThat(parser(bytes("id: 7\ndata: 1\n")).next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: 1\nid: 7\n\n", "data:1\n\n", "data: 1\r\n\n", "data: 1\ndata: 2\n\n", "x: 1\n\n"})
    void refusesWhatRoomwireMustNotWrite(String text) {
        assertThatThrownBy(() -> parser(bytes(text)).next()).isInstanceOf(AssertionError.class);
    }

    private static SseParser parser(InputStream in) {
        return new SseParser(in, 1);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
