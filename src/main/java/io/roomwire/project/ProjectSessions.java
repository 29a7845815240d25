package io.roomwire.project;

import io.roomwire.hub.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The session of each user in each project, which ends when it is idle. Safe for any thread, never blocks; every stage
 * may fail with {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface ProjectSessions {

    /** Idle for so long it is over. */
    Duration IDLE = Duration.ofHours(4);

    /**
     * The user's session, which begins now if there is none.
     *
     * @param members what the node believes of the project: else the stage fails with {@link io.roomwire.hub.ClaimLost}
     * @param fresh the id of one that begins
     * @param active whether this counts as activity
     * @param locale the one that the user prefers from now on; empty for the one known
     */
    CompletionStage<Session> of(Claim members, String user, String fresh, boolean active, Optional<String> locale);

    /** One session. */
    record Session(String id, Instant lastActive, Optional<String> locale) {
    }
}
