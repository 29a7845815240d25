package io.roomwire.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class DevTokensIT {

    private static final Map<String, Object> SECRET = Map.of("roomwire.jwt.secret", Jwt.SECRET);

    @Test
    void givesATokenThatTheNodeTakes() throws IOException {
        Topic topic = Topic.fresh();
        try (EmbeddedServer node = node(SECRET, "open")) {
            String reader = token(node, "{\"sub\":\"mia\",\"read\":[\"" + topic.stream() + "\"]}");
            URI history = uri(node, topic.path().replaceFirst("/events$", "/history"));
            assertThat(Http.get(history, "Authorization", "Bearer " + reader).statusCode()).isEqualTo(200);
            assertThat(Http.get(history, "Authorization", "Bearer " + token(node, "{\"sub\":\"noa\"}")).statusCode())
                    .isEqualTo(403);
            assertThat(Http.get(history).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void saysInTheTokenWhatWasAskedFor() throws IOException, ParseException {
        try (EmbeddedServer node = node(SECRET, "open")) {
            JWTClaimsSet plain = claims(token(node, "{\"sub\":\"mia\"}"));
            assertThat(plain.getSubject()).isEqualTo("mia");
            assertThat(plain.getAudience()).containsExactly("authenticated");
            assertThat(plain.getStringClaim("email")).isEqualTo("mia@example.org");
            assertThat(plain.getExpirationTime()).isBetween(Date.from(Instant.now().plusSeconds(86_300)),
                    Date.from(Instant.now().plusSeconds(86_500)));
            JWTClaimsSet all = claims(token(node, "{\"sub\":\"mia\",\"email\":\"m@x.org\",\"roles\":[\"admin\",1],"
                    + "\"aud\":\"other\",\"append\":[\"topic:*\"]}"));
            assertThat(all.getStringListClaim("roles")).containsExactly("admin");
            assertThat(all.getAudience()).containsExactly("other");
            assertThat(all.getStringClaim("email")).isEqualTo("m@x.org");
            assertThat(all.getStringListClaim("append")).containsExactly("topic:*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"sub\":\"\"}", "{\"sub\":7}", "[]", "7", "", "{"})
    void wantsASubject(String body) throws IOException {
        try (EmbeddedServer node = node(SECRET, "open")) {
            HttpResponse<String> answer = Http.post(uri(node, "/api/dev/token"), body,
                    "Content-Type", "application/json");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"success\":false,\"error\":\"invalid_");
        }
    }

    @Test
    void isNotThereUnlessEverythingIsOpen() throws IOException {
        for (String[] environments : List.of(new String[0], new String[] {"demo"})) {
            try (EmbeddedServer node = node(SECRET, environments)) {
                assertThat(ask(node, "{\"sub\":\"mia\"}").statusCode()).isEqualTo(404);
            }
        }
        try (EmbeddedServer node = node(Map.of(), "open")) {
            assertThat(ask(node, "{\"sub\":\"mia\"}").statusCode()).isEqualTo(404);
        }
    }

    private static String token(EmbeddedServer node, String body) throws IOException {
        HttpResponse<String> answer = ask(node, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.at(answer.body(), "expires_in").getIntValue()).isEqualTo(86_400);
        return Json.at(answer.body(), "token").getStringValue();
    }

    private static HttpResponse<String> ask(EmbeddedServer node, String body) throws IOException {
        return Http.post(uri(node, "/api/dev/token"), body);
    }

    private static JWTClaimsSet claims(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }

    private static URI uri(EmbeddedServer node, String path) {
        return URI.create("http://127.0.0.1:" + node.getPort() + path);
    }

    private static EmbeddedServer node(Map<String, Object> settings, String... environments) {
        Map<String, Object> all = new HashMap<>(Map.of("redis.uri", TestRedis.uri(), "micronaut.server.port", -1,
                "micronaut.server.host", "127.0.0.1", "roomwire.control-token", "closed",
                "roomwire.topics.read", "token"));
        all.putAll(settings);
        EmbeddedServer node = ApplicationContext.run(EmbeddedServer.class, all, environments);
        await().until(() -> Http.get(uri(node, "/readyz")).statusCode() == 200);
        return node;
    }
}
