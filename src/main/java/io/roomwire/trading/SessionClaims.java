package io.roomwire.trading;

import io.roomwire.hub.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What becomes of the claims under which sessions are played, once {@link io.roomwire.hub.Claims} has given them, and
 * the list of those sessions. Safe for any thread, never blocks; every stage may fail with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface SessionClaims {

    /** Makes it valid for that long from now on; false when it is not held any more. */
    CompletionStage<Boolean> renew(Claim held, Duration validity);

    /** Takes the role from whoever holds it by that very claim; empty when nobody does any more. */
    CompletionStage<Optional<Claim>> seize(Claim held, Duration validity);

    /** Lets others take the role; does nothing when it is not held any more. */
    CompletionStage<Void> release(Claim held);

    /** Puts a model on the list of those that have a session, so that every node can look after it. */
    CompletionStage<Void> list(long modelId);

    CompletionStage<Void> unlist(long modelId);

    /** The models on the list. */
    CompletionStage<List<Long>> listed();
}
