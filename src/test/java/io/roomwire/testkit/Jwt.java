package io.roomwire.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** Tokens signed by HS256 with the tests' own secret. */
public final class Jwt {

    public static final String SECRET = "jwt-secret-of-the-tests-0123456789";

    private Jwt() {
    }

    /** A token that is valid for a minute, with further claims. */
    public static String of(String subject, Map<String, Object> claims) {
        return of(subject, claims, Duration.ofMinutes(1));
    }

    /** A token that is valid for so long. */
    public static String of(String subject, Map<String, Object> claims, Duration validity) {
        JWTClaimsSet.Builder all = new JWTClaimsSet.Builder().subject(subject)
                .expirationTime(Date.from(Instant.now().plus(validity)));
        claims.forEach(all::claim);
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), all.build());
            token.sign(new MACSigner(SECRET.getBytes(UTF_8)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
