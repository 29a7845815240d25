package io.roomwire.worklog;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import java.time.Instant;

/**
 * One session of work of a chain of agents.
 *
 * @param id a UUID in lower case
 * @param createdAt in whole milliseconds, as {@code updatedAt}
 */
public record LogRoom(String id, LogOwner owner, LogStatus status, String inputText, Instant createdAt,
                      Instant updatedAt) {

    static final String SYSTEM = "worklog";

    /** The role under which a room is claimed. */
    public static final String OWNER = "owner";

    /** The stream of a room's lines. */
    public static StreamKey stream(String id) {
        return new StreamKey(SYSTEM, id);
    }

    /** Holds as long as the room is there: its token is the owner's id, which never changes. */
    public Claim claim() {
        return new Claim(stream(id), OWNER, owner.id());
    }
}
