package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
final class OpsAccessIT {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final Node node = Node.start(TestRedis.uri(), Map.of("roomwire.jwt.secret", Jwt.SECRET));

    /** One header and what it is answered with. */
    record Cell(String route, String name, String value, int status) {

        @Override
        public String toString() {
            return route + ' ' + name + ' ' + value.replace(Node.CONTROL_TOKEN, "TOKEN") + ' ' + status;
        }
    }

    @AfterAll
    void close() {
        node.close();
    }

    static Stream<Cell> cells() {
        return Stream.of("overview", "overview/events", "nodes", "streams").flatMap(route -> Stream.of(
                new Cell(route, "x-other", "none", 401),
                new Cell(route, "x-control-token", Node.CONTROL_TOKEN, 200),
                new Cell(route, "x-control-token", "wrong", 401),
                new Cell(route, "Authorization", "Bearer " + Node.CONTROL_TOKEN, 200),
                new Cell(route, "Authorization", "Bearer wrong", 401),
                new Cell(route, "Authorization", "Bearer " + Jwt.of("mia", Map.of("roles", List.of("super_admin"))), 401),
                new Cell(route, "Authorization", basic("anybody", Node.CONTROL_TOKEN), 200),
                new Cell(route, "Authorization", basic("", Node.CONTROL_TOKEN).replace("Basic", "basic"), 200),
                new Cell(route, "Authorization", basic("anybody", "wrong"), 401),
                new Cell(route, "Authorization", basic(Node.CONTROL_TOKEN, ""), 401),
                new Cell(route, "Authorization", "Basic " + Node.CONTROL_TOKEN, 401),
                new Cell(route, "Authorization", "Basic", 401),
                new Cell(route, "Cookie", "dashboard_session=" + Node.CONTROL_TOKEN, 401)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void answers(Cell cell) {
        try (RawSse socket = RawSse.connect(node.address())) {
            String head = socket.get("/api/v1/ops/" + cell.route(), cell.name() + ": " + cell.value()).readHead();
            assertThat(head).startsWith("HTTP/1.1 " + cell.status() + ' ').doesNotContainIgnoringCase("www-authenticate");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "overview/events", "nodes", "streams"})
    void asksABrowserForTheToken(String route) throws IOException {
        HttpResponse<String> refusal = get(route, "Accept", BROWSER);
        assertThat(refusal.statusCode()).isEqualTo(401);
        assertThat(refusal.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"Roomwire\"");
        assertThat(Json.at(refusal.body(), "code").getStringValue()).isEqualTo("UNAUTHORIZED");
    }

    @Test
    void showsABrowserWhatItAskedFor() throws IOException {
        HttpResponse<String> answer = get("overview", "Accept", BROWSER, "Authorization",
                basic("operator", Node.CONTROL_TOKEN));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void takesNoBasicForWhatChangesSomething() throws IOException {
        HttpResponse<String> append = Http.post(node.address().resolve(Topic.fresh().path()),
                "{\"name\":\"e\",\"data\":1}", "Authorization", basic("operator", Node.CONTROL_TOKEN));
        assertThat(append.statusCode()).isEqualTo(401);
        HttpResponse<String> start = Http.post(node.address().resolve("/api/agents/t_001/start"), "",
                "Authorization", basic("operator", Node.CONTROL_TOKEN));
        assertThat(start.statusCode()).isEqualTo(401);
    }

    @Test
    void tellsPagesFromElsewhereNothing() throws IOException {
        HttpResponse<String> answer = get("overview", "Origin", "https://elsewhere.example", "x-control-token",
                Node.CONTROL_TOKEN);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void isClosedWithoutATokenAndOpenInTheDemoRun() throws IOException {
        Map<String, Object> settings = Map.of("redis.uri", TestRedis.uri(), "micronaut.server.port", -1,
                "micronaut.server.host", "127.0.0.1");
        try (EmbeddedServer closed = ApplicationContext.run(EmbeddedServer.class, settings);
                EmbeddedServer open = ApplicationContext.run(EmbeddedServer.class, settings, "open")) {
            assertThat(Http.get(uri(closed)).statusCode()).isEqualTo(401);
            assertThat(Http.get(uri(closed), "Authorization", basic("x", "")).statusCode()).isEqualTo(401);
            assertThat(Http.get(uri(open)).statusCode()).isEqualTo(200);
        }
    }

    private static URI uri(EmbeddedServer server) {
        return URI.create("http://127.0.0.1:" + server.getPort() + "/api/v1/ops/overview");
    }

    private HttpResponse<String> get(String route, String... headers) throws IOException {
        return Http.get(node.address().resolve("/api/v1/ops/" + route), headers);
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder()
                .encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
    }
}
