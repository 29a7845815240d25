package io.roomwire;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.HttpServerConfiguration;
import jakarta.inject.Singleton;

/** Bounds what the server holds of any body; {@link BodyLimitFilter} then refuses by the setting. */
@Singleton
final class BodyLimit implements BeanCreatedEventListener<HttpServerConfiguration> {

    /** Of a body that its route reads as a stream, in bytes. */
    static final long STREAMED = 20L << 20;

    /** Below this the server would fail streamed bodies whose reader is a little late, in bytes. */
    private static final long READ_AHEAD = 256L << 10;

    private final ServerLimits limits;

    BodyLimit(ServerLimits limits) {
        this.limits = limits;
    }

    @Override
    public HttpServerConfiguration onCreated(BeanCreatedEvent<HttpServerConfiguration> event) {
        HttpServerConfiguration server = event.getBean();
        server.setMaxRequestSize(STREAMED);
        server.setMaxRequestBufferSize(Math.max(READ_AHEAD, limits.body()));
        return server;
    }
}
