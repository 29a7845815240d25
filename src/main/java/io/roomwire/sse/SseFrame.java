package io.roomwire.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.roomwire.hub.Frame;

/**
 * An event as bytes in direct memory: {@code <length>CRLF} {@code id: …LF} {@code event: …LF data: …LF LF}
 * {@code CRLF}. The outer two make it a chunk of HTTP/1.1 (RFC 9112, 7.1); other protocols take the inside, and
 * connections with ids of their own take all behind the id.
 *
 * <p>Every view shares the memory and is one more holder, for whoever writes it.
 */
final class SseFrame implements Frame {

    private static final int CHUNK_END = 2;
    private static final int BLOCK_END = 2;

    private final ByteBuf chunk;
    private final int block;
    private final int rest;
    private final int data;
    private final long address;

    /**
     * @param chunk the whole; its one hold becomes the frame's
     * @param block where the chunk's content begins
     * @param rest where the content goes on behind the id line
     * @param data where the data begins
     */
    SseFrame(ByteBuf chunk, int block, int rest, int data) {
        this.chunk = chunk;
        this.block = block;
        this.rest = rest;
        this.data = data;
        this.address = chunk.hasMemoryAddress() ? chunk.memoryAddress() : 0;
    }

    /** Where its bytes lie, the chunk's or, without the envelope, the block's. */
    long address(boolean chunked) {
        return address + from(chunked);
    }

    int length(boolean chunked) {
        return chunk.writerIndex() - (chunked ? 0 : CHUNK_END + block);
    }

    private int from(boolean chunked) {
        return chunked ? 0 : block;
    }

    /** A view of the bytes but for the first {@code skipped}, which its user releases. */
    ByteBuf view(boolean chunked, int skipped) {
        return chunk.retainedSlice(from(chunked) + skipped, length(chunked) - skipped);
    }

    ByteBuf asBlockWithoutId() {
        return chunk.retainedSlice(rest, restBytes());
    }

    /** Whether {@link #address} can be used. */
    boolean hasAddress() {
        return address != 0;
    }

    /** What ends a chunk that began with another id. */
    ByteBuf asChunkEndWithoutId() {
        return chunk.retainedSlice(rest, chunk.writerIndex() - rest);
    }

    int restBytes() {
        return chunk.writerIndex() - CHUNK_END - rest;
    }

    /** The event's name, as a browser would know it. */
    String name() {
        int name = rest + SseEncoder.EVENT.length();
        int end = data - SseEncoder.DATA.length();
        return end > name ? chunk.toString(name, end - name, UTF_8) : EventForm.UNNAMED;
    }

    ByteBuf asData() {
        return chunk.retainedSlice(data, dataBytes());
    }

    int dataBytes() {
        return chunk.writerIndex() - CHUNK_END - BLOCK_END - data;
    }

    @Override
    public int bytes() {
        return chunk.capacity();
    }

    @Override
    public void retain() {
        chunk.retain();
    }

    @Override
    public void release() {
        chunk.release();
    }
}
