package io.roomwire.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.roomwire.access.TokenRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks JSON Web Tokens (RFC 7519). Which algorithm is valid is fixed by the settings and never by the token: HS256
 * knows the secret and nothing else, and the provider's algorithms know the provider's keys and nothing else. Safe for
 * any thread, never blocks.
 */
public final class Tokens {

    private static final int LONGEST = 8192;
    private static final Executor VIRTUAL = task -> Thread.ofVirtual().name("jwks").start(task);

    private final TokenSettings settings;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    public Tokens(TokenSettings settings, InstantSource clock) {
        this(settings, clock, ProviderKeys.Pace.USUAL);
    }

    Tokens(TokenSettings settings, InstantSource clock, ProviderKeys.Pace pace) {
        this.settings = settings;
        JWSKeySelector<SecurityContext> provider = settings.keys()
                .map(address -> ProviderKeys.of(address, settings.algorithms(), pace))
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
        } catch (BadJOSEException | JOSEException e) {
            throw new TokenRefused(Reason.INVALID, "the token's signature is not valid");
        }
    }
}
