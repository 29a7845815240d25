package io.roomwire.hub;

import io.roomwire.event.Event;
import io.roomwire.event.StreamKey;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Live delivery of what is appended, at most once: holes are found by {@link Feed}. Safe for any thread. */
public interface LiveChannel {

    /** Subscribes; the stage completes when Redis has confirmed it, or fails with {@link EventLogUnavailable}. */
    CompletionStage<Void> subscribe(StreamKey stream);

    /** Unsubscribes. A later subscribe of the same stream takes effect after it. */
    void unsubscribe(StreamKey stream);

    /** Gives up the connection, which has gone silent, and subscribes everything on a new one. */
    void reconnect();

    /**
     * Streams by which delivery can be proven: {@code own} and some named after it, so that together they are at every
     * server that has live messages. Others when the servers change.
     */
    List<StreamKey> probes(StreamKey own);

    /** Names the one listener; called once, before the first subscribe. */
    void listen(Listener listener);

    /** Told on the connection's thread: must not block. */
    interface Listener {

        /** An event or a signal arrived. */
        void onEvent(StreamKey stream, Event event);

        /** The subscription was taken away or has been set up anew: what was published meanwhile is unknown. */
        void onDoubt(StreamKey stream);
    }
}
