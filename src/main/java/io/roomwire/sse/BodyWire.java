package io.roomwire.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.buffer.netty.NettyReadBufferFactory;
import io.micronaut.http.body.stream.BufferConsumer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import java.util.concurrent.CancellationException;

/** Writes through the server's ordinary response body: HTTP/2, whose streams share a connection. */
final class BodyWire implements Wire {

    private static final long HIGH_WATER = 64 * 1024;

    private final Channel channel;
    private final BufferConsumer body;
    private final ByteBufAllocator memory;
    private final NettyReadBufferFactory buffers;
    private long written;
    private long taken;

    BodyWire(Channel channel, BufferConsumer body) {
        this.channel = channel;
        this.body = body;
        this.memory = channel.alloc();
        this.buffers = NettyReadBufferFactory.of(memory);
    }

    /** The connection has taken some more bytes. */
    void took(long bytes) {
        taken = Math.min(written, taken + bytes);
    }

    @Override
    public boolean writable() {
        return pending() < HIGH_WATER;
    }

    @Override
    public void frame(SseFrame frame) {
        write(frame.view(false, 0));
    }

    @Override
    public void frame(String idLine, SseFrame frame) {
        text(idLine);
        write(frame.asBlockWithoutId());
    }

    @Override
    public void frame(String head, SseFrame frame, String tail) {
        text(head);
        write(frame.asData());
        text(tail);
    }

    @Override
    public void text(String block) {
        write(memory.buffer().writeBytes(block.getBytes(UTF_8)));
    }

    private void write(ByteBuf buffer) {
        written += buffer.readableBytes();
        body.add(buffers.adapt(buffer));
    }

    @Override
    public void flush() {
        // every add is flushed
    }

    @Override
    public void end() {
        body.complete();
    }

    @Override
    public void abort() {
        body.error(new CancellationException("broken off"));
    }

    @Override
    public boolean gone() {
        return !channel.isActive();
    }

    @Override
    public long pending() {
        return written - taken;
    }

    @Override
    public long written() {
        return written;
    }
}
