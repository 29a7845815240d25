package io.roomwire.sse;

import io.micronaut.http.HttpRequest;
import java.util.concurrent.Executor;

/** Where the bytes of a connection are read: what runs there is done before the client's next bytes are seen. */
public final class ConnectionLoop {

    private ConnectionLoop() {
    }

    /** The event loop of the connection that brought the request. Must not be blocked. */
    public static Executor of(HttpRequest<?> request) {
        return SseStreams.netty(request).getChannelHandlerContext().channel().eventLoop();
    }
}
