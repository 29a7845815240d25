package io.roomwire.access;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a token with a right signature must say to be valid, and what is read from it. */
final class TokenClaims implements JWTClaimsSetVerifier<SecurityContext> {

    /** The issuer's clock may be ahead by this much; no leeway is given at the end. */
    private static final Duration NOT_BEFORE_LEEWAY = Duration.ofSeconds(30);

    private static final List<String> PROFILE = List.of("did", "username", "walletAddress");

    private final Optional<String> audience;
    private final InstantSource clock;

    /** @param audience that {@code aud} must name; empty for any */
    TokenClaims(Optional<String> audience, InstantSource clock) {
        this.audience = audience;
        this.clock = clock;
    }

    /** A claim is not as it must be. */
    static final class Refused extends BadJWTException {

        private static final long serialVersionUID = 1;

        private final boolean expired;

        Refused(String message, boolean expired) {
            super(message);
            this.expired = expired;
        }

        boolean isExpired() {
            return expired;
        }
    }

    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context) throws BadJWTException {
        Instant now = clock.instant();
        Date expiry = claims.getExpirationTime();
        if (expiry == null || !now.isBefore(expiry.toInstant())) {
            throw new Refused(expiry == null ? "the token has no exp" : "the token has expired", expiry != null);
        }
        Date begin = claims.getNotBeforeTime();
        if (begin != null && now.plus(NOT_BEFORE_LEEWAY).isBefore(begin.toInstant())) {
            throw new Refused("the token is not valid yet", false);
        }
        if (audience.isPresent() && !claims.getAudience().contains(audience.get())) {
            throw new Refused("the token is for another audience", false);
        }
        if (claims.getSubject() == null || claims.getSubject().isBlank()) {
            throw new Refused("the token has no sub", false);
        }
    }

    /** Claims of another form than is known count as none: providers write them as they like. */
    static Identity identity(JWTClaimsSet claims) {
        Optional<String> email = claims.getClaim("email") instanceof String text ? Optional.of(text) : Optional.empty();
        return new Identity(claims.getSubject(), email, roles(claims), claims.getAudience(), list(claims, "read"),
                list(claims, "append"), Optional.ofNullable(claims.getExpirationTime()).map(Date::toInstant),
                profile(claims));
    }

    private static Map<String, String> profile(JWTClaimsSet claims) {
        Map<String, String> profile = new HashMap<>();
        for (String name : PROFILE) {
            if (claims.getClaim(name) instanceof String text) {
                profile.put(name, text);
            }
        }
        return profile;
    }

    private static Set<String> roles(JWTClaimsSet claims) {
        Set<String> roles = new TreeSet<>(list(claims, "roles"));
        if (claims.getClaim("role") instanceof String role) {
            roles.add(role);
        }
        if (claims.getClaim("user_metadata") instanceof Map<?, ?> metadata && metadata.get("role") instanceof String role) {
            roles.add(role);
        }
        return roles;
    }

    private static List<String> list(JWTClaimsSet claims, String name) {
        return switch (claims.getClaim(name)) {
            case String one -> List.of(one);
            case List<?> many -> many.stream().filter(String.class::isInstance).map(String.class::cast).toList();
            case null, default -> List.of();
        };
    }
}
