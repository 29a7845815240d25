package io.roomwire.sse;

import io.roomwire.hub.CloseReason;

/** A live connection, as its feature sees it. Safe for any thread; does nothing once the connection is gone. */
public interface OpenStream {

    /** Whether the first stream had no event when the connection went live. */
    boolean startedEmpty();

    /**
     * Sends an event to this client alone. Its id is the connection's position at the moment of writing, so that a
     * resume from it loses and repeats nothing.
     *
     * @param data one line of JSON
     */
    void sendAtPosition(String name, String data);

    /**
     * Sends an event without id to this client alone.
     *
     * @param data one line of JSON
     */
    void send(String name, String data);

    /** Ends the connection behind what has been sent. */
    void finish(CloseReason reason);
}
