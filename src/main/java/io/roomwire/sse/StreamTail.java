package io.roomwire.sse;

import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.http.body.stream.BufferConsumer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.ReferenceCountUtil;
import io.roomwire.hub.CloseReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left of an HTTP/1 pipeline while a stream lasts. It stands before the codec; once the head is written, codec
 * and server are taken out behind it, and with them the request and all that was made for it, which is more than the
 * viewer itself costs. So the connection serves no request after the stream: it closes behind the last chunk, and what
 * the client sends meanwhile is read, for the sake of its end, and dropped. Confined to the event loop.
 */
final class StreamTail extends ChannelInboundHandlerAdapter implements BufferConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(StreamTail.class);
    private static final ByteBuf LAST_CHUNK = Unpooled.unreleasableBuffer(
            Unpooled.directBuffer().writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)).asReadOnly());

    private final ChannelPipeline pipeline;
    private final boolean chunked;
    /** The response as the server sees it, until the server is taken out. */
    private @Nullable BufferConsumer body;
    private @Nullable Connection connection;
    private boolean ended;

    /** @param body the response as the server sees it */
    StreamTail(ChannelPipeline pipeline, BufferConsumer body, boolean chunked) {
        this.pipeline = pipeline;
        this.body = body;
        this.chunked = chunked;
    }

    /** Tells it whose events are written from here on. The server is taken out when it has returned from its turn. */
    void serve(Connection served) {
        connection = served;
        pipeline.channel().eventLoop().execute(this::cut);
    }

    private void cut() {
        if (!ended && pipeline.channel().isActive()) {
            body = null;
            pipeline.replace(HttpServerCodec.class, "dropped", new Dropped());
            List<String> names = pipeline.names();
            names.subList(names.indexOf(pipeline.context(this).name()) + 1, names.size() - 1).forEach(pipeline::remove);
            pipeline.channel().config().setAutoRead(true);
        }
    }

    /** The server forgets the response: the client has gone, unless it was the server that went. */
    void forgotten() {
        if (body != null) {
            gone();
        }
    }

    private void gone() {
        if (connection != null) {
            connection.close(CloseReason.CLIENT_GONE);
        }
    }

    @Override
    public void complete() {
        ended = true;
        if (body != null) {
            body.complete();
        } else {
            var _ = pipeline.context(this).writeAndFlush(chunked ? LAST_CHUNK.duplicate() : Unpooled.EMPTY_BUFFER)
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void add(ReadBuffer buffer) {
        buffer.close();
        throw new UnsupportedOperationException("streams are written past the body");
    }

    @Override
    public void error(Throwable failure) {
        LOG.debug("a stream breaks off", failure);
        var _ = pipeline.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (body != null) {
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (connection != null) {
            connection.writableAgain();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (body != null) {
            context.fireExceptionCaught(failure);
        } else {
            error(failure);
        }
    }

    /**
     * Takes what the codec had begun to read. Front to back the rest goes, since the server's list of connections keeps
     * the last handler, and that the neighbour it had last.
     */
    private static final class Dropped extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            // nothing was read
        }
    }
}
