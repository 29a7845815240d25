package io.roomwire.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.roomwire.access.SignatureRefused.Code;
import io.roomwire.access.SignatureRefused.Details;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks requests that services sign with a shared secret: HMAC-SHA256 over one of two {@link CanonicalForm canonical
 * forms}, in lower-case hex. Either signature suffices. Safe for any thread, never blocks; the time that a comparison
 * takes does not tell how much of a wrong signature was right.
 */
public final class Signatures {

    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);
    private static final Duration SKEW = Duration.ofMinutes(2);
    /** Longer than any request stays valid. */
    private static final Duration NONCE_VALIDITY = Duration.ofMinutes(10);

    private final SignatureSettings settings;
    private final Nonces nonces;
    private final InstantSource clock;

    public Signatures(SignatureSettings settings, Nonces nonces, InstantSource clock) {
        this.settings = settings;
        this.nonces = nonces;
        this.clock = clock;
    }

    /**
     * Completes when the request is signed as it must be, else fails with {@link SignatureRefused}. A nonce counts as
     * used only once a signature was right.
     *
     * @param body as received, empty without one
     */
    public CompletionStage<Void> check(HttpRequest<?> request, byte[] body) {
        HttpHeaders headers = request.getHeaders();
        Optional<String> first = headers.findFirst("x-sheen-signature")
                .or(() -> headers.findFirst("x-sheen-hmac-signature"));
        Optional<String> second = headers.findFirst("x-sheen-sig-v2");
        if (first.isEmpty() && second.isEmpty()) {
            return refused(Code.MISSING_SIGNATURE, Optional.empty());
        }
        String timestamp = headers.findFirst("x-sheen-timestamp").orElse("");
        OptionalLong skew = skew(timestamp);
        if (skew.isEmpty() || Math.abs(skew.getAsLong()) > SKEW.toSeconds()) {
            return refused(Code.TIMESTAMP_OUT_OF_RANGE, Optional.empty());
        }
        String nonce = headers.findFirst("x-sheen-nonce").filter(Signatures::isNonce).orElse("");
        Optional<Boolean> v1 = first.map(shown -> matches(CanonicalForm.v1(timestamp, body), shown));
        Optional<Boolean> v2 = second.map(shown -> matches(CanonicalForm.v2(request, timestamp, nonce, body), shown));
        if (!accepted(v1, v2)) {
            List<String> versions = Stream.of(v1.map(any -> "v1"), v2.map(any -> "v2")).flatMap(Optional::stream).toList();
            return refused(Code.INVALID_SIGNATURE, Optional.of(new Details(versions, skew.getAsLong())));
        }
        headers.findFirst("x-user-id").ifPresent(user -> Caller.remember(request, user));
        return nonce.isEmpty() ? CompletableFuture.completedFuture(null) : nonces.isFirst(nonce, NONCE_VALIDITY)
                .thenCompose(isFirst -> isFirst ? CompletableFuture.completedFuture(null)
                        : refused(Code.REPLAY_ATTACK_DETECTED, Optional.empty()));
    }

    private boolean accepted(Optional<Boolean> v1, Optional<Boolean> v2) {
        boolean any = v1.orElse(false) || v2.orElse(false);
        boolean all = v1.orElse(true) && v2.orElse(true);
        if (any && !all && !settings.strict()) {
            LOG.warn("a request with one right and one wrong signature is accepted");
        }
        return settings.strict() ? all : any;
    }

    /** Another one counts as none, so that the second form does not match. */
    private static boolean isNonce(String text) {
        return text.matches("[A-Za-z0-9._-]{1,128}");
    }

    /** Seconds by which the caller is ahead. */
    private OptionalLong skew(String timestamp) {
        return timestamp.matches("[0-9]{1,12}")
                ? OptionalLong.of(Long.parseLong(timestamp) - clock.instant().getEpochSecond()) : OptionalLong.empty();
    }

    /** All secrets are tried, whichever is right. */
    private boolean matches(byte[] canonical, String shown) {
        byte[] signature = shown.getBytes(US_ASCII);
        boolean found = false;
        for (String secret : settings.secrets()) {
            found |= MessageDigest.isEqual(Digests.hmac(secret, canonical).getBytes(US_ASCII), signature);
        }
        return found;
    }

    private static <T> CompletionStage<T> refused(Code code, Optional<Details> details) {
        return CompletableFuture.failedFuture(new SignatureRefused(code, details));
    }
}
