package io.roomwire.sse;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.roomwire.hub.CloseReason;
import jakarta.inject.Singleton;

/** Ends all streams as their protocol does, before the server closes their connections. */
@Singleton
final class StreamsEnd implements ApplicationEventListener<ShutdownEvent> {

    private final SseStreams streams;

    StreamsEnd(SseStreams streams) {
        this.streams = streams;
    }

    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        streams.endAll(CloseReason.SHUTDOWN);
    }
}
