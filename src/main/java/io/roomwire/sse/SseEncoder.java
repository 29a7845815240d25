package io.roomwire.sse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.roomwire.event.Event;
import io.roomwire.hub.FrameEncoder;
import java.nio.ByteBuffer;

/**
 * Encodes blocks as the WHATWG HTML standard, 9.2.5, reads them: one space after each colon, LF only, one line of data.
 */
final class SseEncoder implements FrameEncoder {

    /** The longest line that opens a chunk, and the line break that ends it, in bytes. */
    private static final int ENVELOPE = 12;
    /** Two line feeds end the block, CRLF the chunk. */
    private static final int END = 0x0A0A0D0A;
    private static final short CRLF = 0x0D0A;

    static final String EVENT = "event: ";
    /** What stands between a name and the data. */
    static final String DATA = "\ndata: ";

    private final ByteBufAllocator memory;

    SseEncoder(ByteBufAllocator memory) {
        this.memory = memory;
    }

    @Override
    public SseFrame encode(Event event) {
        String id = event.isSignal() ? "" : "id: " + event.id().value() + '\n';
        String head = id + (event.name().isEmpty() ? "" : EVENT + event.name() + '\n') + "data: ";
        ByteBuffer data = event.data();
        int headBytes = ByteBufUtil.utf8Bytes(head);
        int block = headBytes + data.remaining() + 2;
        ByteBuf chunk = memory.directBuffer(block + ENVELOPE);
        writeChunkHead(chunk, block);
        int blockAt = chunk.writerIndex();
        ByteBufUtil.reserveAndWriteUtf8(chunk, head, headBytes);
        chunk.writeBytes(data).writeInt(END);
        return new SseFrame(chunk, blockAt, blockAt + id.length(), blockAt + headBytes);
    }

    /** The line that opens a chunk of {@code content} bytes. */
    static void writeChunkHead(ByteBuf to, int content) {
        ByteBufUtil.writeAscii(to, Integer.toHexString(content));
        to.writeShort(CRLF);
    }

    static void writeChunkEnd(ByteBuf to) {
        to.writeShort(CRLF);
    }
}
