package io.roomwire.access;

import java.util.concurrent.CompletionStage;

/**
 * Counts over all nodes what somebody holds open, such as streams. What a node held that was killed counts for 30 s more
 * at most. Safe for any thread, never blocks.
 */
public interface Leases {

    /**
     * Takes one of {@code most} places of {@code owner}, a name such as {@code project-user:u1}.
     *
     * @return fails with {@link LeaseLimit} when all are taken, or with what says that Redis is away
     */
    CompletionStage<Lease> take(String owner, int most);

    /** One place. */
    interface Lease {

        /** Gives it back; once is enough, more does nothing. */
        void release();
    }
}
