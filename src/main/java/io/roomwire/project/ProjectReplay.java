package io.roomwire.project;

import io.roomwire.hub.Reset;
import io.roomwire.sse.EventForm;
import java.util.Optional;

/**
 * What a client that comes with a position is sent of the past.
 *
 * @param reset where the position is gone
 * @param blocks whole blocks, oldest first
 * @param complete whether this is all that it missed
 */
record ProjectReplay(Optional<Reset> reset, String blocks, boolean complete) {

    /** Nothing was missed. */
    static final ProjectReplay NOTHING = new ProjectReplay(Optional.empty(), "", true);

    private static final String EVENT = "message.replay";

    static String block(ProjectHistory.Entry entry) {
        return EventForm.block(entry.seq(), EVENT, entry.stamped());
    }
}
