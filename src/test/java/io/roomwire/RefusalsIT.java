package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class RefusalsIT {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private static final String JSON = "application/json";

    private static final String LINES = "application/x-ndjson";

    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = ApplicationContext.run(EmbeddedServer.class, Map.of("redis.uri", "redis://127.0.0.1:1",
                "micronaut.server.port", -1, "probe", true, "roomwire.cors.origins", "https://example.org"));
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void shapesErrorsByPath() throws Exception {
        assertThat(get("/api/nope").body()).isEqualTo("{\"success\":false,\"error\":\"not_found\"}");
        assertThat(get("/nope").body()).isEqualTo("{\"success\":false,\"error\":\"not_found\"}");
        assertThat(get("/api/v1/nope").body()).matches("\\{\"code\":\"NOT_FOUND\",\"message\":\"[^\"]+\","
                + "\"details\":\\{\"request_id\":\"[0-9a-f]{16}\"}}");
    }

    @Test
    void asksTheSystemWhosePathItIs() throws Exception {
        assertThat(get("/api/v1/odd/nope").body())
                .isEqualTo("{\"status\":404,\"code\":\"NOT_FOUND\",\"why\":\"/api/v1/odd/nope\"}");
        assertThat(post("/api/v1/odd/probe", JSON, BodyPublishers.ofString("{")))
                .isEqualTo("400 {\"status\":400,\"code\":\"VALIDATION_ERROR\",\"why\":\"/api/v1/odd/probe\"}");
        assertThat(post("/api/v1/odd/probe", JSON, BodyPublishers.ofString("x".repeat(110_000))))
                .startsWith("413 {\"status\":413,\"code\":\"PAYLOAD_TOO_LARGE\"");
        assertThat(get("/api/v1/oddly/nope").body()).startsWith("{\"code\":\"NOT_FOUND\",\"message\":");
    }

    @Test
    void namesTheRequestAsItsCallerDoes() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/v1/nope")).header("X-Request-Id", "a-1.b").build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).body()).contains("\"request_id\":\"a-1.b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "nonsense", "[]", "{\"text\":\"a\",\"n\":\"x\"}", "{\"text\":1e999,\"n\":1e999}"})
    void refusesBodiesThatAreNotTheJsonAskedFor(String body) throws Exception {
        assertThat(post("/api/probe", JSON, BodyPublishers.ofString(body)))
                .isEqualTo("400 {\"success\":false,\"error\":\"invalid_json\"}");
        assertThat(post("/api/v1/probe", JSON, BodyPublishers.ofString(body))).startsWith("400 {\"code\":\"VALIDATION_ERROR\"");
    }

    @Test
    void refusesInvalidUtf8AndDeepNesting() throws Exception {
        byte[] invalid = {'{', '"', 't', (byte) 0xC3, '"', ':', (byte) 0xFF, '}'};
        assertThat(post("/api/probe", JSON, BodyPublishers.ofByteArray(invalid))).startsWith("400 ");
        assertThat(post("/api/probe", JSON, BodyPublishers.ofString("[".repeat(50_000)))).startsWith("400 ");
    }

    @Test
    void refusesOtherContentTypesMethodsAndForms() throws Exception {
        assertThat(post("/api/probe", "text/plain", BodyPublishers.ofString("{}")))
                .isEqualTo("415 {\"success\":false,\"error\":\"unsupported_media_type\"}");
        HttpResponse<String> method = CLIENT.send(HttpRequest.newBuilder(uri("/api/probe")).DELETE().build(),
                BodyHandlers.ofString());
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.body()).isEqualTo("{\"success\":false,\"error\":\"method_not_allowed\"}");
    }

    @Test
    void refusesBodiesOverTheLimitWhetherAnnouncedOrNot() throws Exception {
        byte[] large = ("{\"n\":1,\"text\":\"" + "x".repeat(110_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        String refused = "413 {\"success\":false,\"error\":\"body_too_large\"}";
        assertThat(post("/api/probe", JSON, BodyPublishers.ofByteArray(large))).isEqualTo(refused);
        assertThat(post("/api/probe", JSON, unannounced(large))).isEqualTo(refused);
    }

    @Test
    void takesBodiesUpToTheLimit() throws Exception {
        String text = "x".repeat(100_000);
        assertThat(post("/api/probe", JSON, BodyPublishers.ofString("{\"n\":1,\"text\":\"" + text + "\"}"))).startsWith("200 ");
    }

    @Test
    void takesMuchLongerBodiesWhereTheyAreReadAsStreams() throws Exception {
        assertThat(post("/api/probe/import", LINES, BodyPublishers.ofByteArray(new byte[10_000_000])))
                .isEqualTo("200 10000000");
    }

    @Test
    void refusesStreamsOverTheirOwnLimit() throws Exception {
        String refused = "413 {\"success\":false,\"error\":\"body_too_large\"}";
        assertThat(post("/api/probe/import", LINES, unannounced(new byte[21_000_000]))).isEqualTo(refused);
        assertThat(post("/api/probe/import", LINES, BodyPublishers.ofByteArray(new byte[21_000_000]))).isEqualTo(refused);
    }

    @Test
    void survivesLongNamesHeadersAndLineBreaksInFields() throws Exception {
        assertThat(get("/api/probe/echo/" + "n".repeat(10_000)).body()).isEqualTo("10000 1");
        assertThat(get("/api/probe/echo/a%0D%0Ab%00%FF?limit=%0D%0A").statusCode()).isEqualTo(400);
        assertThat(get("/api/probe/echo/a?limit=99999999999999").statusCode()).isEqualTo(400);
        HttpRequest header = HttpRequest.newBuilder(uri("/api/probe/echo/a")).header("X-Long", "h".repeat(16_384)).build();
        assertThat(CLIENT.send(header, BodyHandlers.ofString()).statusCode()).isBetween(400, 431);
        assertThat(get("/api/probe/echo/a").statusCode()).isEqualTo(200);
    }

    @Test
    void hidesWhatFailed() throws Exception {
        assertThat(get("/api/probe/fail").body()).isEqualTo("{\"success\":false,\"error\":\"internal_error\"}");
    }

    @Test
    void letsPagesOfConfiguredOriginsInAndNoOthers() throws Exception {
        assertThat(allowed("https://example.org")).isEqualTo("https://example.org");
        assertThat(allowed("https://elsewhere.org")).isEqualTo("none");
    }

    private static String allowed(String origin) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/probe/echo/a")).header("Origin", origin).build();
        return CLIENT.send(request, BodyHandlers.ofString()).headers().firstValue("Access-Control-Allow-Origin").orElse("none");
    }

    private static BodyPublisher unannounced(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private static String post(String path, String type, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path)).header("Content-Type", type).POST(body).build();
        HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getPort() + path);
    }
}
