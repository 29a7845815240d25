package io.roomwire.trading;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.roomwire.access.Access;
import io.roomwire.access.ApiKeys;
import io.roomwire.access.Identity;
import io.roomwire.access.TokenRefused;
import io.roomwire.access.TokenRefused.Reason;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/** Lets callers in: by a token whose {@code aud} is {@code authenticated}, or by an API key. */
@Singleton
final class TradingAccess {

    private static final String AUDIENCE = "authenticated";

    private final Access access;
    private final ApiKeys keys;

    TradingAccess(Access access, ApiKeys keys) {
        this.access = access;
        this.keys = keys;
    }

    /** Whoever may use anything but streams. Blocks; fails with {@link TradingException}. */
    Caller caller(HttpRequest<?> request) {
        return keys.of(request).map(Caller::apiKey).orElseGet(() -> bearer(request));
    }

    private Caller bearer(HttpRequest<?> request) {
        try {
            Identity identity = checked(Waiting.join(access.of(request)));
            if (identity.email().isEmpty()) {
                throw new TokenRefused(Reason.INVALID, "the token has no email");
            }
            return Caller.user(identity.subject());
        } catch (TokenRefused refusal) {
            throw refusal.reason() == Reason.FOREIGN_ORIGIN
                    ? TradingException.of(HttpStatus.FORBIDDEN, String.valueOf(refusal.getMessage()))
                    : TradingException.of(HttpStatus.UNAUTHORIZED,
                            "Authentication required. This needs a valid token or an API key: " + refusal.getMessage()
                            + '.');
        }
    }

    /** Whoever may watch a stream, by a token that may be in the query; fails with {@link TokenRefused}. */
    CompletionStage<Identity> watching(HttpRequest<?> request) {
        return access.ofStream(request).thenApply(TradingAccess::checked);
    }

    /** This system's tokens have this audience, whatever the deployment demands of all others. */
    private static Identity checked(Identity identity) {
        if (!identity.audience().contains(AUDIENCE)) {
            throw new TokenRefused(Reason.INVALID, "the token's aud is not " + AUDIENCE);
        }
        return identity;
    }
}
