package io.roomwire.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.roomwire.access.TokenRefused.Reason;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks JSON Web Tokens (RFC 7519). Which algorithm is valid is fixed by the settings and never by the token: HS256
 * knows the secret and nothing else, and the provider's algorithms know the provider's keys and nothing else. Safe for
 * any thread, never blocks.
 */
public final class Tokens {

    private static final int LONGEST = 8192;
    private static final int FETCH_MS = 2000;
    private static final int LARGEST_KEYS = 256 * 1024;
    private static final Duration KEYS_VALID = Duration.ofMinutes(5);
    private static final Duration FETCH_WAIT = Duration.ofSeconds(5);
    private static final Duration FETCHES_APART = Duration.ofSeconds(10);
    /** A provider that is away takes nobody's access away. */
    private static final Duration OUTAGE = Duration.ofHours(4);
    private static final Executor VIRTUAL = task -> Thread.ofVirtual().name("jwks").start(task);

    private final TokenSettings settings;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    public Tokens(TokenSettings settings, InstantSource clock) {
        this.settings = settings;
        JWSKeySelector<SecurityContext> provider = settings.keys().map(keys -> provider(settings, keys))
                .orElse((header, context) -> List.of());
        List<SecretKeySpec> secret = settings.secret().stream()
                .map(text -> new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256")).toList();
        processor.setJWSKeySelector((header, context) -> isOurs(header) ? secret : provider.selectJWSKeys(header, context));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier(new TokenClaims(settings.audience(), clock));
    }

    private static boolean isOurs(JWSHeader header) {
        return JWSAlgorithm.HS256.equals(header.getAlgorithm());
    }

    private static JWSKeySelector<SecurityContext> provider(TokenSettings settings, URI keys) {
        try {
            JWKSource<SecurityContext> source = JWKSourceBuilder.<SecurityContext>create(keys.toURL(),
                            new DefaultResourceRetriever(FETCH_MS, FETCH_MS, LARGEST_KEYS))
                    .cache(KEYS_VALID.toMillis(), FETCH_WAIT.toMillis())
                    .rateLimited(FETCHES_APART.toMillis())
                    .retrying(true)
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
            return new JWSVerificationKeySelector<>(
                    settings.algorithms().stream().map(JWSAlgorithm::new).collect(Collectors.toSet()), source);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Fails with {@link TokenRefused}. Keys of a provider are fetched on a thread of their own. */
    public CompletionStage<Identity> check(String token) {
        SignedJWT parsed;
        try {
            parsed = parse(token);
        } catch (TokenRefused refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
        return isOurs(parsed.getHeader()) || settings.keys().isEmpty()
                ? CompletableFuture.completedFuture(parsed).thenApply(this::identity)
                : CompletableFuture.supplyAsync(() -> identity(parsed), VIRTUAL);
    }

    private static SignedJWT parse(String token) {
        if (token.length() > LONGEST) {
            throw new TokenRefused(Reason.INVALID, "the token is too long");
        }
        try {
            return SignedJWT.parse(token);
        } catch (ParseException e) {
            throw new TokenRefused(Reason.INVALID, "not a signed JSON Web Token");
        }
    }

    private Identity identity(SignedJWT token) {
        try {
            return TokenClaims.identity(processor.process(token, null));
        } catch (TokenClaims.Refused refusal) {
            throw new TokenRefused(refusal.isExpired() ? Reason.EXPIRED : Reason.INVALID, String.valueOf(refusal.getMessage()));
        } catch (BadJOSEException | JOSEException | ParseException e) {
            throw new TokenRefused(Reason.INVALID, "the token's signature is not valid");
        }
    }
}
