package io.roomwire.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.roomwire.access.TokenRefused.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are right and wrong, with a secret and with keys that a real HTTP server publishes. */
@Timeout(30)
final class TokensTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_767_607_200);
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final AtomicReference<JWKSet> published = new AtomicReference<>(new JWKSet());
    private final AtomicInteger fetched = new AtomicInteger();
    private final AtomicInteger status = new AtomicInteger(200);
    private Optional<HttpServer> provider = Optional.empty();

    @AfterEach
    void close() {
        provider.ifPresent(server -> server.stop(0));
    }

    @Test
    void readsTheClaims() {
        JWTClaimsSet claims = claims().claim("email", "mia@example.org").claim("roles", List.of("admin"))
                .claim("user_metadata", Map.of("role", "trader")).audience("authenticated")
                .claim("read", List.of("topic:news", "topic:log-*")).claim("append", List.of("topic:news")).build();
        Identity mia = check(bySecret(), signed(claims));
        assertThat(mia).isEqualTo(new Identity("mia", Optional.of("mia@example.org"), Set.of("admin", "trader"),
                List.of("authenticated"), List.of("topic:news", "topic:log-*"), List.of("topic:news"),
                Optional.of(NOW.plusSeconds(60))));
        assertThat(mia.mayRead("topic:log-1")).isTrue();
        assertThat(mia.mayRead("topic:newspaper")).isFalse();
        assertThat(mia.mayAppend("topic:log-1")).isFalse();
    }

    @Test
    void givesNoLeewayAtTheEnd() {
        assertRefused(bySecret(), signed(claims().expirationTime(Date.from(NOW)).build()), Reason.EXPIRED);
    }

    @Test
    void givesHalfAMinuteAtTheBeginning() {
        check(bySecret(), signed(claims().notBeforeTime(Date.from(NOW.plusSeconds(30))).build()));
        assertRefused(bySecret(), signed(claims().notBeforeTime(Date.from(NOW.plusSeconds(31))).build()), Reason.INVALID);
    }

    @Test
    void takesClaimsOfAnotherFormForNone() {
        Identity mia = check(bySecret(), signed(claims().claim("roles", "admin").claim("read", Map.of("a", 1))
                .claim("append", List.of(1, "topic:news")).claim("email", 7).claim("user_metadata", "x").build()));
        assertThat(mia.roles()).containsExactly("admin");
        assertThat(mia.append()).containsExactly("topic:news");
        assertThat(mia.read()).isEmpty();
        assertThat(mia.email()).isEmpty();
    }

    @Test
    void wantsExpiryAndSubject() {
        assertRefused(bySecret(), signed(new JWTClaimsSet.Builder().subject("mia").build()), Reason.INVALID);
        assertRefused(bySecret(), signed(claims().subject(" ").build()), Reason.INVALID);
    }

    @Test
    void wantsTheAudienceThatIsConfigured() {
        Tokens strict = tokens(new TokenSettings(Optional.of(SECRET), Optional.empty(), Set.of(),
                Optional.of("roomwire"), "c"));
        check(strict, signed(claims().audience(List.of("other", "roomwire")).build()));
        assertRefused(strict, signed(claims().audience("other").build()), Reason.INVALID);
        assertRefused(strict, signed(claims().build()), Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "{}.{}.{}"})
    void refusesWhatIsNoToken(String token) {
        assertRefused(bySecret(), token, Reason.INVALID);
    }

    @Test
    void refusesATokenThatIsTooLong() {
        assertRefused(bySecret(), signed(claims().claim("x", "y".repeat(9000)).build()), Reason.INVALID);
    }

    @Test
    void refusesUnsignedTokens() {
        assertRefused(bySecret(), new PlainJWT(claims().build()).serialize(), Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "HS255", ""})
    void refusesAnyAlgorithmThatASignatureMayBeLeftOutWith(String algorithm) {
        String header = base64("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}");
        String payload = signed(claims().build()).split("\\.", -1)[1];
        assertRefused(bySecret(), header + '.' + payload + '.', Reason.INVALID);
        assertRefused(bySecret(), header + '.' + payload + ".AAAA", Reason.INVALID);
    }

    @Test
    void refusesExtensionsThatItDoesNotKnow() {
        String header = base64("{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}");
        String[] parts = signed(claims().build()).split("\\.", -1);
        assertRefused(bySecret(), header + '.' + parts[1] + '.' + parts[2], Reason.INVALID);
    }

    @Test
    void refusesAChangedTokenAndAnotherSecret() {
        String good = signed(claims().build());
        String[] parts = good.split("\\.", -1);
        String forged = signed(claims().subject("root").build()).split("\\.", -1)[1];
        assertRefused(bySecret(), parts[0] + '.' + forged + '.' + parts[2], Reason.INVALID);
        assertRefused(bySecret(), signed(claims().build(), JWSAlgorithm.HS256, mac("f".repeat(32))), Reason.INVALID);
    }

    @Test
    void refusesOtherAlgorithmsOfTheSameSecret() {
        assertRefused(bySecret(), signed(claims().build(), JWSAlgorithm.HS512, mac(SECRET.repeat(2))), Reason.INVALID);
    }

    @Test
    void knowsTheProvidersKeysAndFetchesThemOnce() throws Exception {
        RSAKey key = publish("k1");
        Tokens tokens = byProvider();
        for (int i = 0; i < 3; i++) {
            assertThat(check(tokens, signed(claims().build(), key)).subject()).isEqualTo("mia");
        }
        assertThat(fetched).hasValue(1);
    }

    @Test
    void fetchesKeysAnewForOneThatItDoesNotKnow() throws Exception {
        RSAKey old = publish("k1");
        Tokens tokens = byProvider();
        check(tokens, signed(claims().build(), old));
        RSAKey rotated = publish("k2");
        check(tokens, signed(claims().build(), rotated));
    }

    @Test
    void refusesKeysThatNobodyPublished() throws Exception {
        publish("k1");
        RSAKey stranger = ProviderKey.notPublished("k9");
        assertRefused(byProvider(), signed(claims().build(), stranger), Reason.INVALID);
        RSAKey impostor = ProviderKey.notPublished("k1");
        assertRefused(byProvider(), signed(claims().build(), impostor), Reason.INVALID);
    }

    @Test
    void refusesAKeyThatTheTokenBringsAlong() throws Exception {
        publish("k1");
        RSAKey own = ProviderKey.notPublished("k1");
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").jwk(own.toPublicJWK())
                .jwkURL(URI.create("http://127.0.0.1:1/keys")).build();
        SignedJWT token = new SignedJWT(header, claims().build());
        token.sign(new RSASSASigner(own));
        assertRefused(byProvider(), token.serialize(), Reason.INVALID);
    }

    @Test
    void refusesTheProvidersOtherAlgorithms() throws Exception {
        RSAKey key = publish("k1");
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("k1").build();
        SignedJWT token = new SignedJWT(header, claims().build());
        token.sign(new RSASSASigner(key));
        assertRefused(byProvider(), token.serialize(), Reason.INVALID);
    }

    @Test
    void asksTheProviderNoMoreOftenThoughManyNameKeysThatNobodyKnows() throws Exception {
        publish("k1");
        Tokens tokens = byProvider();
        RSAKey stranger = ProviderKey.notPublished("k9");
        for (int i = 0; i < 20; i++) {
            assertRefused(tokens, signed(claims().build(), stranger), Reason.INVALID);
        }
        assertThat(fetched).hasValueLessThanOrEqualTo(3);
    }

    @Test
    void goesOnWithTheLastKeysWhileTheProviderFails() throws Exception {
        RSAKey key = publish("k1");
        Tokens tokens = new Tokens(new TokenSettings(Optional.empty(), Optional.of(address()), Set.of("RS256"),
                Optional.empty(), "c"), InstantSource.fixed(NOW), new ProviderKeys.Pace(Duration.ofMillis(100),
                Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofHours(4)));
        check(tokens, signed(claims().build(), key));
        status.set(500);
        int before = fetched.get();
        await().until(() -> {
            check(tokens, signed(claims().build(), key));
            return fetched.get() >= before + 6;
        });
    }

    @Test
    void refusesThePublicKeyAsASecret() throws Exception {
        RSAKey key = publish("k1");
        JWSSigner confused = new MACSigner(key.toRSAPublicKey().getEncoded());
        assertRefused(byProvider(), signed(claims().build(), JWSAlgorithm.HS256, confused), Reason.INVALID);
        Tokens both = tokens(new TokenSettings(Optional.of(SECRET), Optional.of(address()), Set.of("RS256"),
                Optional.empty(), "c"));
        assertRefused(both, signed(claims().build(), JWSAlgorithm.HS256, confused), Reason.INVALID);
        check(both, signed(claims().build()));
        check(both, signed(claims().build(), key));
    }

    @Test
    void goesOnWhileTheProviderIsAway() throws Exception {
        RSAKey key = publish("k1");
        Tokens tokens = byProvider();
        check(tokens, signed(claims().build(), key));
        close();
        check(tokens, signed(claims().build(), key));
    }

    @Test
    void refusesAndDoesNotFailWithoutTheProvider() throws Exception {
        RSAKey key = publish("k1");
        Tokens tokens = byProvider();
        close();
        assertRefused(tokens, signed(claims().build(), key), Reason.INVALID);
    }

    private static Identity check(Tokens tokens, String token) {
        return tokens.check(token).toCompletableFuture().join();
    }

    private static void assertRefused(Tokens tokens, String token, Reason reason) {
        assertThatThrownBy(() -> check(tokens, token)).isInstanceOf(CompletionException.class).cause()
                .asInstanceOf(type(TokenRefused.class))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain(token.isEmpty() ? "\0" : token));
    }

    private static Tokens bySecret() {
        return tokens(new TokenSettings(Optional.of(SECRET), Optional.empty(), Set.of(), Optional.empty(), "c"));
    }

    private Tokens byProvider() {
        return tokens(new TokenSettings(Optional.empty(), Optional.of(address()), Set.of("RS256"), Optional.empty(), "c"));
    }

    private static Tokens tokens(TokenSettings settings) {
        return new Tokens(settings, InstantSource.fixed(NOW));
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + provider.orElseThrow().getAddress().getPort() + "/keys");
    }

    private RSAKey publish(String id) throws JOSEException, IOException {
        RSAKey key = ProviderKey.published(id);
        published.set(new JWKSet(key.toPublicJWK()));
        if (provider.isEmpty()) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/keys", exchange -> {
                fetched.incrementAndGet();
                byte[] body = published.get().toString().getBytes(UTF_8);
                exchange.sendResponseHeaders(status.get(), body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            provider = Optional.of(server);
        }
        return key;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().subject("mia").expirationTime(Date.from(NOW.plusSeconds(60)));
    }

    private static String signed(JWTClaimsSet claims) {
        return signed(claims, JWSAlgorithm.HS256, mac(SECRET));
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static MACSigner mac(String secret) {
        try {
            return new MACSigner(secret.getBytes(UTF_8));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
