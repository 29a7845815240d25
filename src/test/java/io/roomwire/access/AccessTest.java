package io.roomwire.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.simple.SimpleHttpRequest;
import io.roomwire.access.TokenRefused.Reason;
import io.roomwire.testkit.Jwt;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a token may be, and from which pages a cookie counts. */
final class AccessTest {

    private static final String MIA = Jwt.of("mia", Map.of());
    private static final String NOA = Jwt.of("noa", Map.of());
    private static final Origins ORIGINS = new Origins(Set.of("https://everywhere.example"),
            Map.of("/api/v1/rooms", Set.of("https://rooms.example")));

    private final Access access = new Access(new Tokens(new TokenSettings(Optional.of(Jwt.SECRET), Optional.empty(),
            Set.of(), Optional.empty(), "session"), Clock.systemUTC()), "session", ORIGINS);

    @Test
    void takesATokenFromTheHeaderTheCookieAndOfStreamsTheQuery() {
        assertThat(subject(access.of(get("/x").bearerAuth(MIA)))).isEqualTo("mia");
        assertThat(subject(access.of(get("/x").cookie(cookie(MIA))))).isEqualTo("mia");
        assertThat(subject(access.ofStream(get("/x?token=" + MIA)))).isEqualTo("mia");
        assertRefused(access.of(get("/x?token=" + MIA)), Reason.MISSING);
    }

    @Test
    void takesWhatWasShownOnPurposeBeforeWhatABrowserAddsByItself() {
        assertThat(subject(access.ofStream(get("/x?token=" + NOA).bearerAuth(MIA)))).isEqualTo("mia");
        assertThat(subject(access.ofStream(get("/x?token=" + MIA).cookie(cookie(NOA))))).isEqualTo("mia");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x", "/x?token=", "/x?token=%20"})
    void missesATokenThatIsBlank(String target) {
        assertRefused(access.ofStream(get(target).header("Authorization", "Bearer  ")), Reason.MISSING);
        assertRefused(access.ofStream(get(target).header("Authorization", "Basic bWlhOm1pYQ==")), Reason.MISSING);
    }

    @Test
    void remembersWhoCalled() {
        HttpRequest<?> request = get("/x").bearerAuth(MIA);
        assertThat(Caller.of(request)).isEmpty();
        subject(access.of(request));
        assertThat(Caller.of(request)).contains("mia");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/rooms,https://rooms.example", "/api/v1/rooms/7/start,https://rooms.example",
        "/other,https://everywhere.example", "/other,http://node.example", "/other,https://node.example"})
    void takesACookieFromPagesThatMayWriteThere(String path, String origin) {
        assertThat(subject(access.of(post(path).header("Origin", origin)))).isEqualTo("mia");
    }

    @ParameterizedTest
    @CsvSource({"/other,https://rooms.example", "/api/v1/roomsize,https://rooms.example", "/x,https://evil.example",
        "/x,null", "/x,https://node.example.evil", "/x,http://node.example:81", "/x,evil://node.example"})
    void takesNoCookieFromOtherPages(String path, String origin) {
        assertRefused(access.of(post(path).header("Origin", origin)), Reason.FOREIGN_ORIGIN);
    }

    @Test
    void takesNoCookieWithoutAnOriginFromWhatChangesSomething() {
        assertRefused(access.of(post("/x")), Reason.FOREIGN_ORIGIN);
    }

    private static MutableHttpRequest<?> get(String target) {
        MutableHttpRequest<?> request = new SimpleHttpRequest<>(HttpMethod.GET, target, "");
        int token = target.indexOf("token=");
        if (token > 0) {
            request.getParameters().add("token", target.substring(token + "token=".length()).replace("%20", " "));
        }
        return request;
    }

    private static MutableHttpRequest<?> post(String path) {
        return new SimpleHttpRequest<>(HttpMethod.POST, path, "").header("Host", "node.example").cookie(cookie(MIA));
    }

    private static Cookie cookie(String token) {
        return Cookie.of("session", token);
    }

    private static String subject(CompletionStage<Identity> stage) {
        return stage.toCompletableFuture().join().subject();
    }

    private static void assertRefused(CompletionStage<Identity> stage, Reason reason) {
        assertThatThrownBy(() -> stage.toCompletableFuture().join()).cause().asInstanceOf(type(TokenRefused.class))
                .extracting(TokenRefused::reason).isEqualTo(reason);
    }
}
