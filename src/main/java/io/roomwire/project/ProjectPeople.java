package io.roomwire.project;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Who is present in each project, by leases that run out. Safe for any thread, never blocks; every stage may fail with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface ProjectPeople {

    /**
     * Takes or renews a user's leases.
     *
     * @param members what the node believes of the project: else the stage fails with {@link io.roomwire.hub.ClaimLost}
     */
    CompletionStage<Seen> seen(Claim members, String user, Sign sign);

    /** Everybody whose lease has not run out. */
    CompletionStage<List<Person>> present(StreamKey project);

    /** Ends the leases that have run out, at most some hundred; of all nodes that ask, one is told of each. */
    CompletionStage<Gone> expire(StreamKey project);

    /**
     * A sign of life.
     *
     * @param presence how long it counts; zero when the user leaves
     * @param typing how long the user counts as typing, zero for no longer; empty for no change
     * @param activity what the user does, on one line
     */
    record Sign(Duration presence, Optional<Duration> typing, Status status, Optional<String> activity) {
    }

    /** What users say of themselves. */
    enum Status {
        ONLINE, TYPING, AWAY, OFFLINE
    }

    /**
     * What a sign of life came to.
     *
     * @param at by Redis' clock
     * @param typed whether the user counted as typing before
     */
    record Seen(Instant at, boolean typing, boolean typed) {
    }

    /** Somebody who is present. */
    record Person(String user, Instant lastSeen, boolean typing, Status status, Optional<String> activity) {
    }

    /**
     * Whose leases have run out.
     *
     * @param next until the next one does; empty without any
     */
    record Gone(Optional<Duration> next, List<String> left, List<String> stoppedTyping) {

        public Gone {
            left = List.copyOf(left);
            stoppedTyping = List.copyOf(stoppedTyping);
        }
    }
}
