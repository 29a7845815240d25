package io.roomwire.room;

import io.roomwire.hub.Append.Limit;
import io.roomwire.hub.Claim;
import java.util.concurrent.CompletionStage;

/** The messages that a session may still write. Safe for any thread, never blocks. */
public interface ChatLimit {

    /**
     * Counts one message, over all nodes, together with those appended to the room within the same limit.
     *
     * @param agent on the room
     * @return fails with {@link io.roomwire.hub.LimitReached}, {@link io.roomwire.hub.ClaimLost} or
     *     {@link io.roomwire.hub.EventLogUnavailable}; then it was not counted
     */
    CompletionStage<Void> admit(Claim agent, Limit limit);
}
