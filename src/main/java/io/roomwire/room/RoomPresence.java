package io.roomwire.room;

import io.roomwire.event.StreamKey;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** How many viewers each node has in a room; a node that says nothing more is forgotten. Safe for any thread. */
public interface RoomPresence {

    /** A node's word counts for as long as its lease. */
    Duration VALIDITY = Duration.ofSeconds(30);

    /**
     * Says what this node has, zero viewers to leave, and tells what all nodes have together. Never blocks; may fail
     * with {@link io.roomwire.hub.EventLogUnavailable}.
     */
    CompletionStage<Crowd> tell(StreamKey room, Crowd here);

    /**
     * Viewers of one room.
     *
     * @param viewers open connections
     * @param decisionLimit the largest that one of them asked for, 0 without viewers
     */
    record Crowd(int viewers, int decisionLimit) {

        static final Crowd NOBODY = new Crowd(0, 0);
    }
}
