package io.roomwire.worklog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The cluster's rooms. Safe for any thread, never blocks; every stage may fail with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface LogBook {

    /**
     * Keeps a new room and lets its claim hold.
     *
     * @param listed how many of the owner's newest rooms {@link #ofOwner} finds
     * @param expiry the room goes so long after its last change
     */
    CompletionStage<Void> create(LogRoom room, int listed, Duration expiry);

    CompletionStage<Optional<LogRoom>> find(String id);

    /** The rooms of an owner, newest first. */
    CompletionStage<List<LogRoom>> ofOwner(String ownerId);

    /** The room as it then is; empty when there is none. */
    CompletionStage<Optional<LogRoom>> change(String id, LogStatus status, Instant now, Duration expiry);
}
