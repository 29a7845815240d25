package io.roomwire.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SseEncoderTest {

    private final SseEncoder encoder = new SseEncoder(UnpooledByteBufAllocator.DEFAULT);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200, 0xfff, 0xffff, 0x100000})
    void aChunkNamesItsLength(int size) {
        String block = "id: 1795212345678003\nevent: chat\ndata: " + "\u00fc".repeat(size) + "\n\n";
        Event event = event(1795212345678003L, "\u00fc".repeat(size));
        assertThat(bytes(event, true)).isEqualTo(
                Integer.toHexString(block.getBytes(UTF_8).length) + "\r\n" + block + "\r\n");
        assertThat(bytes(event, false)).isEqualTo(block);
    }

    @Test
    void aSignalHasNoIdLine() {
        assertThat(bytes(event(0, "{}"), false)).isEqualTo("event: chat\ndata: {}\n\n");
    }

    @Test
    void theRestBeginsBehindTheIdLine() {
        SseFrame frame = encoder.encode(event(5, "1"));
        assertThat(text(frame.asBlockWithoutId())).isEqualTo("event: chat\ndata: 1\n\n");
        frame.release();
    }

    @Test
    void takesNoMoreMemoryThanItsBytesAndAShortRest() {
        SseFrame frame = encoder.encode(event(1795212345678003L, "1"));
        assertThat(frame.bytes()).isBetween(frame.length(true), frame.length(true) + 8);
        frame.release();
    }

    private String bytes(Event event, boolean chunked) {
        SseFrame frame = encoder.encode(event);
        String text = text(frame.view(chunked, 0));
        frame.release();
        return text;
    }

    private static String text(ByteBuf view) {
        String text = view.toString(UTF_8);
        view.release();
        return text;
    }

    private static Event event(long id, String data) {
        return Event.of(new EventId(id), EventId.NONE, "chat", data);
    }
}
