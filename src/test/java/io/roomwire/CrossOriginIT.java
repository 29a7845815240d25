package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.roomwire.testkit.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages from elsewhere a browser lets in, by the paths of the systems. */
@TestInstance(Lifecycle.PER_CLASS)
final class CrossOriginIT {

    private static final String ORIGIN = "Access-Control-Allow-Origin";
    private static final String CREDENTIALS = "Access-Control-Allow-Credentials";
    private static final String STREAM = "/api/persistent-chat/stream";

    private final EmbeddedServer closed = server(Map.of());
    private final EmbeddedServer open = server(Map.of(), "open");

    @AfterAll
    void stop() {
        closed.close();
        open.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/rooms,            http://localhost:5173,    true",
        "/api/v1/rooms/7/logs,     http://localhost:3000,    true",
        "/api/v1/rooms/7/logs,     http://localhost:3100,    false",
        "/api/trading/stream/1,    http://localhost:3100,    true",
        "/api/models,              http://localhost:3000,    true",
        "/api/models,              http://localhost:5173,    false",
        "/api/persistent-chat/messages, https://chat.example, true",
        "/api/persistent-chat/messages, http://localhost:3000, false",
        "/api/v1/events,           https://chat.example,     true",
        "/api/v1/events,           http://localhost:5173,    true",
        "/api/v1/dongles,          http://localhost:3000,    false",
        "/api/v1/dongles,          https://everywhere.example, true",
        "/v1/projects/p1/chat/messages, https://chat.example, false",
        "/nothing,                 https://everywhere.example, true",
        "/nothing,                 https://evil.example,     false",
        "/nothing,                 null,                     false",
    })
    void letsPagesOfASystemsOriginsInWithTheirCookies(String path, String origin, boolean allowed) throws IOException {
        HttpHeaders preflight = preflight(path, origin, "PUT").headers();
        HttpHeaders request = Http.get(uri(closed, path), "Origin", origin).headers();
        assertThat(preflight.firstValue(ORIGIN)).isEqualTo(Optional.of(origin).filter(from -> allowed));
        assertThat(request.firstValue(ORIGIN)).isEqualTo(preflight.firstValue(ORIGIN));
        assertThat(request.firstValue(CREDENTIALS).isPresent()).isEqualTo(allowed);
        assertThat(request.firstValue("Vary").isPresent()).isEqualTo(allowed);
    }

    @Test
    void answersAPreflightWithWhatMayBeSent() throws IOException {
        HttpResponse<String> answer = preflight("/api/v1/rooms", "http://localhost:3000", "POST");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
                .contains("GET, POST, PUT, PATCH, DELETE");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).contains("authorization, content-type");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).contains("1800");
        assertThat(answer.headers().allValues(ORIGIN)).containsExactly("http://localhost:3000");
    }

    @ParameterizedTest
    @ValueSource(strings = {STREAM, "/v1/projects/p1/chat/stream"})
    void letsAnyPageReadTheProjectsStreamWithoutCookies(String path) throws IOException {
        for (String origin : new String[] {"https://evil.example", "null"}) {
            HttpHeaders headers = Http.get(uri(closed, path + "?projectId=p1"), "Origin", origin).headers();
            assertThat(headers.allValues(ORIGIN)).containsExactly("*");
            assertThat(headers.firstValue("Access-Control-Allow-Headers").orElse("")).contains("Cache-Control");
            assertThat(headers.firstValue(CREDENTIALS)).isEmpty();
            assertThat(preflight(path, origin, "GET").headers().allValues(ORIGIN)).containsExactly("*");
            assertThat(preflight(path, origin, "POST").headers().allValues(ORIGIN)).isEmpty();
        }
    }

    @Test
    void neverJoinsTheWildcardAndCredentials() throws IOException {
        HttpHeaders headers = Http.get(uri(closed, STREAM), "Origin", "https://chat.example").headers();
        assertThat(headers.allValues(ORIGIN)).containsExactly("https://chat.example");
        assertThat(headers.allValues(CREDENTIALS)).containsExactly("true");
    }

    @Test
    void letsThePageReadRefusalsToo() throws IOException {
        HttpResponse<String> large = Http.post(uri(closed, "/api/v1/rooms"), "x".repeat(200_000),
                "Origin", "http://localhost:3000");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.headers().firstValue(ORIGIN)).contains("http://localhost:3000");
    }

    @Test
    void refusesOthersPagesWhereEverybodyOnTheMachineMayDoEverything() throws IOException {
        URI stop = uri(open, "/api/agents/t_001/stop");
        assertThat(Http.post(stop, "", "Origin", "https://evil.example").statusCode()).isEqualTo(403);
        assertThat(Http.post(stop, "", "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(Http.post(stop, "", "Origin", "http://localhost.evil.example").statusCode()).isEqualTo(403);
        assertThat(Http.post(stop, "", "Origin", "http://localhost:5173").statusCode()).isEqualTo(503);
        assertThat(Http.post(stop, "", "Origin", uri(open, "").toString()).statusCode()).isEqualTo(503);
        assertThat(Http.post(stop, "").statusCode()).isEqualTo(503);
        assertThat(Http.get(uri(open, "/health"), "Origin", "https://evil.example").statusCode()).isEqualTo(200);
    }

    @Test
    void letsPagesOfThisMachineReadEverythingInTheDemoRunWithoutCookies() throws IOException {
        for (String origin : new String[] {"http://localhost:8081", "http://127.0.0.1:8081"}) {
            HttpHeaders headers = Http.get(uri(open, "/health"), "Origin", origin).headers();
            assertThat(headers.allValues(ORIGIN)).containsExactly("*");
            assertThat(headers.firstValue(CREDENTIALS)).isEmpty();
            assertThat(preflight(open, "/health", origin, "GET").headers().allValues(ORIGIN)).containsExactly("*");
            assertThat(preflight(open, "/health", origin, "POST").headers().allValues(ORIGIN)).isEmpty();
            assertThat(Http.post(uri(open, "/api/agents/t_001/stop"), "", "Origin", origin).headers().allValues(ORIGIN))
                    .isEmpty();
            assertThat(Http.get(uri(closed, "/health"), "Origin", origin).headers().allValues(ORIGIN)).isEmpty();
        }
        for (String origin : new String[] {"https://evil.example", "null", "http://localhost.evil.example"}) {
            assertThat(Http.get(uri(open, "/health"), "Origin", origin).headers().allValues(ORIGIN)).isEmpty();
        }
    }

    private HttpResponse<String> preflight(String path, String origin, String method) throws IOException {
        return preflight(closed, path, origin, method);
    }

    private static HttpResponse<String> preflight(EmbeddedServer server, String path, String origin, String method)
            throws IOException {
        return Http.send("OPTIONS", uri(server, path), "", "Origin", origin, "Access-Control-Request-Method", method,
                "Access-Control-Request-Headers", "authorization, content-type");
    }

    private static URI uri(EmbeddedServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.getPort() + path);
    }

    private static EmbeddedServer server(Map<String, Object> more, String... environments) {
        Map<String, Object> settings = new HashMap<>(Map.of("redis.uri", "redis://127.0.0.1:1",
                "micronaut.server.port", -1, "micronaut.server.host", "127.0.0.1",
                "roomwire.project.origins", "https://chat.example",
                "roomwire.cors.origins", "https://everywhere.example"));
        settings.putAll(more);
        return ApplicationContext.run(EmbeddedServer.class, settings, environments);
    }
}
