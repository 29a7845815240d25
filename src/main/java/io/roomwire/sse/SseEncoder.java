package io.roomwire.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.roomwire.event.Event;
import io.roomwire.hub.FrameEncoder;

/**
 * Encodes blocks as the WHATWG HTML standard, 9.2.5, reads them: one space after each colon, LF only, one line of data.
 */
final class SseEncoder implements FrameEncoder {

    private static final int FIELDS = 64;
    private static final byte[] CRLF = {'\r', '\n'};

    private final ByteBufAllocator memory;

    SseEncoder(ByteBufAllocator memory) {
        this.memory = memory;
    }

    @Override
    public SseFrame encode(Event event) {
        String id = event.isSignal() ? "" : "id: " + event.id() + '\n';
        byte[] name = ("event: " + event.name() + "\ndata: ").getBytes(UTF_8);
        int block = id.length() + name.length + event.data().remaining() + 2;
        ByteBuf chunk = memory.directBuffer(block + FIELDS);
        writeChunkHead(chunk, block);
        int blockAt = chunk.writerIndex();
        ByteBufUtil.writeAscii(chunk, id);
        int restAt = chunk.writerIndex();
        chunk.writeBytes(name).writeBytes(event.data()).writeByte('\n').writeByte('\n').writeBytes(CRLF);
        return new SseFrame(chunk, blockAt, restAt);
    }

    /** The line that opens a chunk of {@code content} bytes. */
    static void writeChunkHead(ByteBuf to, int content) {
        ByteBufUtil.writeAscii(to, Integer.toHexString(content));
        to.writeBytes(CRLF);
    }

    static void writeChunkEnd(ByteBuf to) {
        to.writeBytes(CRLF);
    }
}
