package io.roomwire.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.body.stream.BufferConsumer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * Writes ready-made chunks past the HTTP encoder, which has written the head and will write the last chunk; on native
 * transports without TLS by the loop's {@link Outbox} while nothing is queued before them. To an HTTP/1.0 client the same
 * blocks without the chunk envelope.
 */
final class Http1Wire implements Wire {

    private final ChannelHandlerContext context;
    private final Channel channel;
    private final BufferConsumer body;
    private final boolean chunked;
    private final boolean direct;
    private final Outbox outbox;
    private boolean sending;
    private long written;

    /**
     * @param codec where the HTTP codec stands in the pipeline: writes from there go to the socket
     * @param body the response body as the server sees it, for its end
     */
    Http1Wire(ChannelHandlerContext codec, BufferConsumer body, boolean chunked, Outbox outbox) {
        this.context = codec;
        this.channel = codec.channel();
        this.body = body;
        this.chunked = chunked;
        this.outbox = outbox;
        this.direct = channel instanceof UnixChannel && Outbox.isSupported()
                && channel.pipeline().get(SslHandler.class) == null;
    }

    @Override
    public boolean writable() {
        return channel.isWritable() && outbox.hasRoom();
    }

    @Override
    public void frame(SseFrame frame) {
        if (sending) {
            outbox.send();
        }
        if (isDirectNow() && frame.hasAddress()) {
            outbox.add(frame, chunked);
            written += frame.length(chunked);
        } else {
            write(frame.view(chunked, 0));
        }
    }

    /** Not once the channel is closed, even if its end is not known here yet: the descriptor may be another's now. */
    private boolean isDirectNow() {
        return direct && channel.isOpen() && pending() == 0;
    }

    /** Hands over what the outbox was given. */
    private void settle() {
        if (direct) {
            sending |= outbox.close(this, ((UnixChannel) channel).fd());
            if (outbox.isFull()) {
                outbox.send();
            }
        }
    }

    /** What was handed over has been tried. */
    void sent() {
        sending = false;
    }

    /** Queues the frame but for the bytes that the socket took, when run. */
    Runnable rest(SseFrame frame, int taken) {
        ByteBuf view = frame.view(chunked, taken);
        return () -> {
            var _ = context.writeAndFlush(view, context.voidPromise());
        };
    }

    /** Lets what was handed over go first. */
    private void settleAll() {
        settle();
        if (sending) {
            outbox.send();
        }
    }

    @Override
    public void frame(String idLine, SseFrame frame) {
        ByteBuf head = context.alloc().buffer();
        if (chunked) {
            SseEncoder.writeChunkHead(head, idLine.length() + frame.restBytes());
        }
        ByteBufUtil.writeAscii(head, idLine);
        write(head);
        write(chunked ? frame.asChunkEndWithoutId() : frame.asBlockWithoutId());
    }

    @Override
    public void frame(String head, SseFrame frame, String tail) {
        ByteBuf before = context.alloc().buffer();
        ByteBuf after = context.alloc().buffer();
        int headBytes = ByteBufUtil.utf8Bytes(head);
        if (chunked) {
            SseEncoder.writeChunkHead(before, headBytes + frame.dataBytes() + tail.length());
        }
        ByteBufUtil.reserveAndWriteUtf8(before, head, headBytes);
        ByteBufUtil.writeAscii(after, tail);
        if (chunked) {
            SseEncoder.writeChunkEnd(after);
        }
        write(before);
        write(frame.asData());
        write(after);
    }

    /** Nothing for an empty block: as a chunk it would end the body. */
    @Override
    public void text(String block) {
        if (block.isEmpty()) {
            return;
        }
        byte[] bytes = block.getBytes(UTF_8);
        ByteBuf chunk = context.alloc().buffer(bytes.length);
        if (chunked) {
            SseEncoder.writeChunkHead(chunk, bytes.length);
            chunk.writeBytes(bytes);
            SseEncoder.writeChunkEnd(chunk);
        } else {
            chunk.writeBytes(bytes);
        }
        write(chunk);
    }

    private void write(ByteBuf buffer) {
        settleAll();
        written += buffer.readableBytes();
        var _ = context.write(buffer, context.voidPromise());
    }

    @Override
    public void flush() {
        settle();
        if (pending() > 0) {
            context.flush();
        }
    }

    @Override
    public void end() {
        settleAll();
        body.complete();
    }

    @Override
    public void abort() {
        outbox.discard();
        if (sending) {
            outbox.send();
        }
        var _ = channel.close();
    }

    @Override
    public boolean gone() {
        return !channel.isActive();
    }

    @Override
    public long pending() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }

    @Override
    public long written() {
        return written;
    }
}
