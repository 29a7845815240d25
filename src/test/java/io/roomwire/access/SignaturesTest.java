package io.roomwire.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.roomwire.access.SignatureRefused.Code;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignaturesTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_767_607_200);
    private static final String SECRET = "a secret that both sides know";
    private static final byte[] BODY = "{\"text\":\"hi\"}".getBytes(UTF_8);
    private static final String V1 = "x-sheen-signature";
    private static final String V2 = "x-sheen-sig-v2";

    private final Set<String> used = new HashSet<>();
    private final Nonces nonces = (nonce, validity) -> CompletableFuture.completedFuture(used.add(nonce));

    @ParameterizedTest
    @ValueSource(strings = {V1, "x-sheen-hmac-signature"})
    void acceptsTheFirstFormAlone(String header) {
        check(request("0").header(header, sign(SECRET, stamp("0") + new String(BODY, UTF_8))));
    }

    @Test
    void acceptsTheSecondFormAlone() {
        check(request("0").header("x-sheen-nonce", "00ff").header(V2, second(SECRET, "00ff")));
    }

    @Test
    void acceptsTheOtherSecretWhileSecretsAreChanged() {
        check(request("0").header(V1, first("the one before")));
    }

    @Test
    void acceptsOneRightSignatureBesideAWrongOneUnlessStrict() {
        check(request("0").header(V1, first(SECRET)).header(V2, "00"));
        assertRefused(signatures(true), request("0").header(V1, first(SECRET)).header(V2, "00"), Code.INVALID_SIGNATURE);
    }

    @Test
    void refusesARequestWithoutSignature() {
        assertRefused(signatures(false), request("0"), Code.MISSING_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-121", "121"})
    void refusesClocksThatAreTooFarAway(String skew) {
        assertRefused(signatures(false), request(skew).header(V1, "00"), Code.TIMESTAMP_OUT_OF_RANGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-120", "120"})
    void acceptsClocksThatAreNearEnough(String skew) {
        check(request(skew).header(V1, sign(SECRET, stamp(skew) + new String(BODY, UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1767607200.5", "99999999999999999999"})
    void refusesTimestampsThatAreNone(String timestamp) {
        MutableHttpRequest<?> request = HttpRequest.POST("/v1/x", "").header("x-sheen-timestamp", timestamp)
                .header(V1, "00");
        assertRefused(signatures(false), request, Code.TIMESTAMP_OUT_OF_RANGE);
    }

    @Test
    void refusesAnotherBodySecretOrCase() {
        assertRefused(signatures(false), request("0").header(V1, sign(SECRET, stamp("0") + "{}")), Code.INVALID_SIGNATURE);
        assertRefused(signatures(false), request("0").header(V1, first("a guess")), Code.INVALID_SIGNATURE);
        assertRefused(signatures(false), request("0").header(V1, first(SECRET).toUpperCase(java.util.Locale.ROOT)),
                Code.INVALID_SIGNATURE);
    }

    @Test
    void refusesEverybodyWithoutASecret() {
        Signatures closed = new Signatures(new SignatureSettings(List.of(), false), nonces, InstantSource.fixed(NOW));
        assertRefused(closed, request("0").header(V1, first("")), Code.INVALID_SIGNATURE);
    }

    @Test
    void refusesANonceThatWasUsed() {
        MutableHttpRequest<?> request = request("0").header("x-sheen-nonce", "00ff").header(V2, second(SECRET, "00ff"));
        check(request);
        assertRefused(signatures(false), request, Code.REPLAY_ATTACK_DETECTED);
    }

    @Test
    void remembersNoNonceOfAWrongSignature() {
        assertRefused(signatures(false), request("0").header("x-sheen-nonce", "00ff").header(V2, "00"),
                Code.INVALID_SIGNATURE);
        assertThat(used).isEmpty();
    }

    @Test
    void tellsWhatItLookedAt() {
        assertThatThrownBy(() -> signatures(false).check(request("7").header(V1, "00").header(V2, "00"), BODY)
                .toCompletableFuture().join()).cause().asInstanceOf(type(SignatureRefused.class))
                .satisfies(refusal -> assertThat(refusal.details())
                        .contains(new SignatureRefused.Details(List.of("v1", "v2"), 7)));
    }

    private void check(MutableHttpRequest<?> request) {
        signatures(false).check(request, BODY).toCompletableFuture().join();
    }

    private void assertRefused(Signatures signatures, HttpRequest<?> request, Code code) {
        assertThatThrownBy(() -> signatures.check(request, BODY).toCompletableFuture().join())
                .isInstanceOf(CompletionException.class).cause().asInstanceOf(type(SignatureRefused.class))
                .extracting(SignatureRefused::code).isEqualTo(code);
    }

    private Signatures signatures(boolean strict) {
        return new Signatures(new SignatureSettings(List.of(SECRET, "the one before"), strict), nonces,
                InstantSource.fixed(NOW));
    }

    private static MutableHttpRequest<?> request(String skew) {
        return HttpRequest.POST("/v1/projects/p1/chat/messages?b=1&a=2", "").header("x-sheen-timestamp", stamp(skew));
    }

    private static String stamp(String skew) {
        return Long.toString(NOW.getEpochSecond() + Long.parseLong(skew));
    }

    private static String first(String secret) {
        return sign(secret, stamp("0") + new String(BODY, UTF_8));
    }

    private static String second(String secret, String nonce) {
        return sign(secret, "POST\n/v1/projects/p1/chat/messages?a=2&b=1\n" + stamp("0") + '\n' + nonce + '\n'
                + new String(BODY, UTF_8));
    }

    private static String sign(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = secret.isEmpty() ? new byte[1] : secret.getBytes(UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
