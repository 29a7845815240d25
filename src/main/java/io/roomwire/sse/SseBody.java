package io.roomwire.sse;

import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.stream.BodySizeLimits;
import io.micronaut.http.body.stream.BufferConsumer;
import io.micronaut.http.netty.body.NettyByteBodyFactory;
import io.micronaut.http.netty.body.StreamingNettyByteBody;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateHandler;
import io.roomwire.hub.CloseReason;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The place where the server's response body ends and Roomwire's own writing begins: all use of Micronaut's internal
 * body types is here. The server calls {@link #start} on the event loop when it has written the head, and
 * {@link #allowDiscard} when the client has gone.
 */
final class SseBody implements BufferConsumer.Upstream {

    private final Channel channel;
    private final HttpForm form;
    private final Supplier<Outbox> outbox;
    private final Function<Wire, Connection> open;
    private final Runnable never;
    private final StreamingNettyByteBody.SharedBuffer buffer;
    private final CloseableByteBody body;
    /** Until the connection begins and looks for itself: the server forgets a response that it has not begun. */
    private final ChannelFutureListener gone = closed -> allowDiscard();
    private Optional<Connection> connection = Optional.empty();
    private Optional<BodyWire> bodyWire = Optional.empty();
    private Optional<StreamTail> tail = Optional.empty();
    private boolean over;

    /** How the client speaks. */
    enum HttpForm {
        HTTP_1_0, HTTP_1_1, HTTP_2;

        static HttpForm of(NettyHttpRequest<?> request) {
            if (request.getHttpVersion() == io.micronaut.http.HttpVersion.HTTP_2_0) {
                return HTTP_2;
            }
            return request.getNativeRequest().protocolVersion().equals(HttpVersion.HTTP_1_0) ? HTTP_1_0 : HTTP_1_1;
        }
    }

    /**
     * @param outbox of the event loop, asked for on it
     * @param open begins the connection, on the event loop
     * @param never called instead when the client has gone before the head was written
     */
    SseBody(Channel channel, HttpForm form, Supplier<Outbox> outbox, Function<Wire, Connection> open, Runnable never) {
        this.channel = channel;
        this.form = form;
        this.outbox = outbox;
        this.open = open;
        this.never = never;
        this.buffer = new NettyByteBodyFactory(channel).createStreamingBuffer(BodySizeLimits.UNLIMITED, this);
        this.body = new StreamingNettyByteBody(buffer);
        channel.closeFuture().addListener(gone);
    }

    CloseableByteBody body() {
        return body;
    }

    @Override
    public void start() {
        channel.closeFuture().removeListener(gone);
        if (over) {
            return;
        }
        connection = Optional.of(open.apply(wire()));
        tail.ifPresent(last -> connection.ifPresent(last::serve));
    }

    private Wire wire() {
        if (form == HttpForm.HTTP_2) {
            BodyWire wire = new BodyWire(channel, buffer);
            bodyWire = Optional.of(wire);
            return wire;
        }
        if (channel.pipeline().get(IdleStateHandler.class) != null) {
            channel.pipeline().remove(IdleStateHandler.class);
        }
        boolean chunked = form == HttpForm.HTTP_1_1;
        StreamTail last = new StreamTail(channel.pipeline(), buffer, chunked);
        tail = Optional.of(last);
        String codec = channel.pipeline().context(HttpServerCodec.class).name();
        channel.pipeline().addBefore(codec, null, last);
        return new Http1Wire(channel.pipeline().context(last), last, chunked, outbox.get());
    }

    @Override
    public void onBytesConsumed(long bytes) {
        bodyWire.ifPresent(wire -> {
            wire.took(bytes);
            connection.ifPresent(Connection::writableAgain);
        });
    }

    @Override
    public void allowDiscard() {
        if (!over) {
            over = true;
            tail.ifPresentOrElse(StreamTail::forgotten, () ->
                    connection.ifPresentOrElse(known -> known.close(CloseReason.CLIENT_GONE), never));
        }
    }
}
