package io.roomwire.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Requires;
import io.roomwire.access.TokenSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;

/** Signs tokens with the node's own secret, for the demo's users. */
@Singleton
@Requires(env = {"demo", "open"})
@Requires(property = "roomwire.jwt.secret")
final class DemoPasses {

    static final Duration VALIDITY = Duration.ofHours(24);
    static final List<String> AUDIENCE = List.of("authenticated");

    private final TokenSettings settings;
    private final Clock clock;

    DemoPasses(TokenSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** A token of a user who may do what users may. */
    String of(String subject) {
        return signed(new JWTClaimsSet.Builder().subject(subject).audience(AUDIENCE)
                .claim("email", subject + "@example.org"));
    }

    /** A token with these claims and an end. */
    String signed(JWTClaimsSet.Builder claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256),
                    claims.expirationTime(Date.from(clock.instant().plus(VALIDITY))).build());
            token.sign(new MACSigner(settings.secret().orElseThrow().getBytes(UTF_8)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
