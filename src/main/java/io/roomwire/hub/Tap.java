package io.roomwire.hub;

import io.roomwire.event.Event;

/**
 * A part of this node that wants to know what is published on a stream. Live messages come at most once and perhaps
 * not at all, so whoever must not miss any reads the log when told of one, and at every doubt. Told on the connection's
 * thread: must not block.
 */
public interface Tap {

    /** An event or a signal was published. */
    void onEvent(Event event);

    /** The subscription begins or has been set up anew: what was published meanwhile is unknown. */
    void onDoubt();
}
