package io.roomwire.trading;

import io.roomwire.hub.Claim;
import io.roomwire.hub.Claims;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who may write a model's runs: whoever has the claim, for as long as it is renewed. Blocks; fails with
 * {@link io.roomwire.hub.EventLogUnavailable}; safe for any thread.
 */
@Singleton
final class SessionRoles {

    private static final String ROLE = "session";

    private final Claims claims;
    private final SessionClaims held;
    private final Duration validity;

    SessionRoles(Claims claims, SessionClaims held, TradingSettings settings) {
        this.claims = claims;
        this.held = held;
        this.validity = settings.claim();
    }

    /** Empty while somebody has it. */
    Optional<Claim> take(long modelId) {
        return Waiting.join(claims.take(Model.stream(modelId), ROLE, validity));
    }

    /** From whoever plays the run, or from nobody if its node is gone; empty when somebody else is about to end it. */
    Optional<Claim> takeOver(long modelId, Run run) {
        return Waiting.join(held.seize(new Claim(Model.stream(modelId), ROLE, run.token()), validity))
                .or(() -> take(modelId));
    }

    boolean renew(Claim claim) {
        return Waiting.join(held.renew(claim, validity));
    }

    /** Lets every node look after the session. */
    void list(long modelId) {
        Waiting.join(held.list(modelId));
    }

    List<Long> listed() {
        return Waiting.join(held.listed());
    }

    /** The session is over. Taken off the list first: the next one may be listed as soon as the claim is free. */
    void end(long modelId, Claim claim) {
        Waiting.join(held.unlist(modelId));
        release(claim);
    }

    void release(Claim claim) {
        Waiting.join(held.release(claim));
    }
}
