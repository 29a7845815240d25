package io.roomwire.sse;

import io.micronaut.http.HttpRequest;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the server's handler of a WebSocket. Messages come whole and bounded, and a client that breaks the
 * protocol is closed, counted and otherwise passed over in silence: by itself the server collects fragments and
 * inflates compressed messages without end, and logs each broken frame as an error of its own.
 */
public final class SocketGuard {

    /** Of one message: each takes a loop some microseconds, however little it brings. */
    public static final int MOST_FRAGMENTS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(SocketGuard.class);
    private static final String NAME = "socket-guard";

    private SocketGuard() {
    }

    /**
     * Guards what the request will become, if it is upgraded. To be called on its {@link ConnectionLoop}, before the
     * upgrade. No compression is offered then.
     *
     * @param longest the longest message, in bytes
     * @param broken called for each socket that is closed for what the client sent; must not block
     */
    public static void stand(HttpRequest<?> request, int longest, Runnable broken) {
        ChannelPipeline pipeline = SseStreams.netty(request).getChannelHandlerContext().pipeline();
        ChannelHandlerContext codec = pipeline.context(HttpServerCodec.class);
        if (codec != null && pipeline.get(NAME) == null) {
            pipeline.addAfter(codec.name(), NAME, new Handler(longest, broken));
            if (pipeline.get(WebSocketServerCompressionHandler.class) != null) {
                pipeline.remove(WebSocketServerCompressionHandler.class);
            }
        }
    }

    /** Confined to the connection's event loop. */
    private static final class Handler extends WebSocketFrameAggregator {

        private final Runnable broken;
        private boolean ended;
        private int fragments;

        Handler(int longest, Runnable broken) {
            super(longest);
            this.broken = broken;
        }

        /** The server's decoder minds no reserved bits, for the sake of extensions that nobody has agreed on here. */
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            boolean isStrange = message instanceof WebSocketFrame frame && frame.rsv() != 0;
            if (isStrange) {
                end(context, WebSocketCloseStatus.PROTOCOL_ERROR);
            } else if (isOneTooMany(message)) {
                end(context, WebSocketCloseStatus.MESSAGE_TOO_BIG);
            }
            if (ended && message instanceof WebSocketFrame frame) {
                frame.release();
            } else {
                super.channelRead(context, message);
            }
        }

        private boolean isOneTooMany(Object message) {
            if (message instanceof ContinuationWebSocketFrame) {
                fragments++;
            } else if (message instanceof TextWebSocketFrame || message instanceof BinaryWebSocketFrame) {
                fragments = 0;
            }
            return fragments > MOST_FRAGMENTS;
        }

        @Override
        protected void handleOversizedMessage(ChannelHandlerContext context, WebSocketFrame part) {
            end(context, WebSocketCloseStatus.MESSAGE_TOO_BIG);
        }

        private void end(ChannelHandlerContext context, WebSocketCloseStatus status) {
            if (!ended) {
                ended(context, status);
                context.writeAndFlush(new CloseWebSocketFrame(status)).addListener(ChannelFutureListener.CLOSE);
            }
        }

        /** The decoder itself has closed the socket for what it could not read. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
            switch (cause) {
                case CorruptedWebSocketFrameException wrong -> ended(context, wrong.closeStatus());
                case IOException lost -> LOG.debug("{}: {}", context.channel(), lost.getMessage());
                default -> super.exceptionCaught(context, cause);
            }
        }

        private void ended(ChannelHandlerContext context, WebSocketCloseStatus status) {
            ended = true;
            LOG.debug("{}: {}", context.channel(), status);
            broken.run();
        }
    }
}
