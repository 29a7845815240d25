package io.roomwire.hub;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Holds connections of clients, and lets go of them when the node leaves. Safe for any thread, never blocks. */
public interface Departing {

    /** From now on takes no new clients. */
    void refuse();

    /**
     * Ends what it holds, evenly over the time; 0 for at once. Called once, after {@link #refuse}.
     *
     * @return completes when it has told all to go; never fails
     */
    CompletionStage<Void> leave(Duration spread);
}
