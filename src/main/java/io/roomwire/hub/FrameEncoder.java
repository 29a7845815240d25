package io.roomwire.hub;

import io.roomwire.event.Event;

/** Makes the frame of an event. Safe for any thread, never blocks. */
@FunctionalInterface
public interface FrameEncoder {

    Frame encode(Event event);
}
