package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import io.micronaut.websocket.annotation.WebSocketComponent;
import io.roomwire.ApiText.Operation;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The description of the API, against the routes of a demo node, which has all there are. */
@Timeout(60)
final class OpenApiIT {

    private static final Pattern LINK = Pattern.compile("contextPath \\+ ['\"]([^'\"]+)['\"]");

    private static RedisProcess redis;
    private static EmbeddedServer node;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
        node = ApplicationContext.run(EmbeddedServer.class, Map.of("redis.uri", redis.uri(),
                "micronaut.server.port", -1, "roomwire.jwt.secret", Jwt.SECRET), "demo", "open");
        await().until(() -> get("/api/rooms/t_001/stream-packet").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        node.close();
        redis.close();
    }

    static List<Operation> operations() {
        return ApiText.operations();
    }

    /** Without WebSockets, which the form has no words for. */
    @Test
    void describesWhatIsServedAndNothingElse() {
        Stream<String> served = node.getApplicationContext().getBean(Router.class).uriRoutes()
                .filter(route -> !route.getAnnotationMetadata().hasStereotype(WebSocketComponent.class)
                        && !route.getHttpMethodName().equals("HEAD"))
                .map(OpenApiIT::named).distinct();
        assertThat(operations()).extracting(Operation::route).containsExactlyInAnyOrderElementsOf(served.toList());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void saysWhatEachRouteIsForAndWhatItAnswers(Operation operation) {
        assertThat(operation.summary()).isNotBlank().endsWith(".").doesNotContain("\n", "@");
        assertThat(operation.statuses()).allMatch(status -> status.matches("[1-5][0-9][0-9]"))
                .anyMatch(status -> status.startsWith("2"));
        assertThat(operation.target()).as("each demanded parameter has an example").isPresent();
        assertThat(operation.body().isPresent()).as("has a body to try").isEqualTo(operation.takesBody());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void takesTheExamples(Operation operation) throws IOException {
        HttpResponse<String> answer = tried(operation);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        assertThat(operation.statuses()).contains(Integer.toString(answer.statusCode()));
    }

    /** Those that a demo node lets anybody call; what takes an agent away comes last. */
    static List<Operation> examples() {
        return operations().stream().filter(Operation::takesBody)
                .filter(operation -> operation.security().isEmpty() || operation.security().contains("control"))
                .sorted(Comparator.comparing(operation -> operation.path().endsWith("/unregister"))).toList();
    }

    @Test
    void showsThePageWithAllThatItLoadsFromThisNode() throws IOException {
        HttpResponse<String> page = get("/swagger-ui");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValueSatisfying(type ->
                assertThat(type).startsWith("text/html"));
        List<String> links = LINK.matcher(page.body()).results().map(OpenApiIT::link).toList();
        assertThat(links).contains("/swagger/roomwire.yml", "/swagger-ui/res/swagger-ui-bundle.js");
        assertThat(page.body()).as("needs no other host").doesNotContain("http://", "https://");
        for (String link : links) {
            assertThat(get(link).statusCode()).as(link).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swagger", "/swagger/", "/swagger/nope.yml", "/swagger/views/swagger-ui/index.html",
        "/swagger-ui/nope.js", "/swagger-ui/%2e%2e/%2e%2e/roomwire.yml", "/swagger-ui/..%2f..%2froomwire.yml",
        "/application.yml", "/swagger/..%2f..%2fapplication.yml", "/META-INF/swagger/roomwire.yml"})
    void servesNoOtherFiles(String path) throws IOException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"not_found\"}");
    }

    private static HttpResponse<String> tried(Operation operation) throws IOException {
        ApiText.Example body = operation.body().orElseThrow();
        String text = body.value() instanceof String line ? line : Json.text(body.value());
        return Http.send(operation.route().split(" ", -1)[0], uri(operation.target().orElseThrow()), text,
                "Content-Type", body.type());
    }

    private static HttpResponse<String> get(String path) throws IOException {
        return Http.get(uri(path));
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + node.getPort() + path);
    }

    private static String named(UriRouteInfo<?, ?> route) {
        return route.getHttpMethodName() + " "
                + route.getUriMatchTemplate().toPathString().replaceAll("\\{(\\w+):[^}]+}", "{$1}");
    }

    private static String link(MatchResult match) {
        return match.group(1);
    }
}
