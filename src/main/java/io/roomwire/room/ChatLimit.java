package io.roomwire.room;

import io.roomwire.event.StreamKey;
import java.time.Duration;

/** The messages that a session may still write. Blocks; fails with {@link io.roomwire.hub.EventLogUnavailable}. */
public interface ChatLimit {

    /**
     * Counts one message of the session, over all nodes.
     *
     * @param privateRoom the session's own stream in the room
     * @param max within any {@code window}
     * @return zero when it was counted, else how long until one may be again; then it was not
     */
    Duration admit(StreamKey privateRoom, int max, Duration window);
}
