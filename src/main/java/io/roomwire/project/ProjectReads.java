package io.roomwire.project;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * How far each user has read in a project. Safe for any thread, never blocks; every stage may fail with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface ProjectReads {

    /**
     * Marks all retained messages up to an id as read. A mark only grows.
     *
     * @param members what the node believes of the project: else the stage fails with {@link io.roomwire.hub.ClaimLost}
     */
    CompletionStage<Void> mark(Claim members, String user, EventId upTo);

    /** The marks by user. */
    CompletionStage<Map<String, Mark>> all(StreamKey project);

    /**
     * How far a user has read.
     *
     * @param seq of the newest message read
     * @param number of that message
     * @param at when it was marked
     */
    record Mark(EventId seq, long number, Instant at) {

        static final Mark NOTHING = new Mark(EventId.NONE, 0, Instant.EPOCH);
    }
}
