package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.TestRedis;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call in production what operators and machines call, and what abuse of it comes to. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
final class OpsHardeningIT {

    private final Node node = Node.start(TestRedis.uri(), OneOfEach.SETTINGS);
    private final Node closed = Node.start(TestRedis.uri(), Map.of("roomwire.metrics.read", "token"));
    private final OneOfEach things = OneOfEach.on(node.address());

    @AfterAll
    void close() {
        closed.close();
        node.close();
    }

    /** Liveness and readiness for anyone, for who probes has no token; what tells of streams for operators alone. */
    @ParameterizedTest
    @CsvSource({
        "/health, 200, 200, 200",
        "/healthz, 200, 200, 200",
        "/readyz, 200, 200, 200",
        "/prometheus, 200, 200, 200",
        "/api/v1/ops/overview, 401, 401, 200",
        "/api/v1/ops/nodes, 401, 401, 200",
        "/api/v1/ops/streams, 401, 401, 200",
        "/api/v1/ops/overview/events, 401, 401, 200",
    })
    void isForWhomItIsFor(String path, int stranger, int user, int operator) {
        assertThat(status(node, path)).isEqualTo(stranger);
        assertThat(status(node, path, "Authorization: Bearer " + Jwt.of("mia", OneOfEach.claims(Map.of()))))
                .isEqualTo(user);
        assertThat(status(node, path, "x-control-token: " + Node.CONTROL_TOKEN)).isEqualTo(operator);
    }

    @Test
    void metricsCanBeForOperatorsAlone() {
        assertThat(status(closed, "/prometheus")).isEqualTo(401);
        assertThat(status(closed, "/prometheus", "Authorization: Bearer wrong")).isEqualTo(401);
        assertThat(status(closed, "/prometheus", "Authorization: Bearer " + Node.CONTROL_TOKEN)).isEqualTo(200);
        assertThat(status(closed, "/readyz")).isEqualTo(200);
    }

    @Test
    void whatAnyoneMayReadNamesNoStreamUserOrAddress() throws IOException {
        things.tellAll("told-to-all");
        for (String path : List.of("/healthz", "/readyz", "/prometheus")) {
            assertThat(Http.get(node.address().resolve(path)).body()).doesNotContain(things.topic().stream(), "t_001",
                    things.dongle(), "mia", "127.0.0.1", "told-to-all", Node.CONTROL_TOKEN);
        }
    }

    @Test
    void noneTakesATokenFromTheAddress() {
        for (String path : List.of("overview", "nodes", "streams", "overview/events")) {
            for (String name : List.of("token", "control_token", "access_token", "x-control-token")) {
                assertThat(status(node, "/api/v1/ops/" + path + '?' + name + '=' + Node.CONTROL_TOKEN)).isEqualTo(401);
            }
        }
    }

    @Test
    void nobodyChangesAnythingByWhatIsThereToLook() throws IOException {
        for (String path : List.of("/healthz", "/readyz", "/prometheus", "/api/v1/ops/overview", "/api/v1/ops/nodes")) {
            HttpResponse<String> answer = Http.post(node.address().resolve(path), "{}", "x-control-token",
                    Node.CONTROL_TOKEN);
            assertThat(answer.statusCode()).as(path).isEqualTo(405);
        }
    }

    /** A browser adds an operator's password by itself, to whatever page asks. */
    @Test
    void nobodyButAnOperatorMakesANodeLeave() throws IOException {
        String password = Base64.getEncoder().encodeToString((":" + Node.CONTROL_TOKEN).getBytes(StandardCharsets.UTF_8));
        for (String credential : List.of("", "Bearer " + Jwt.of("mia", OneOfEach.claims(Map.of())), "Basic " + password)) {
            assertThat(Http.post(node.address().resolve("/drain"), "{}", "Authorization", credential).statusCode())
                    .as(credential).isIn(401, 403);
        }
        assertThat(Http.post(node.address().resolve("/drain?token=" + Node.CONTROL_TOKEN), "{}").statusCode()).isEqualTo(401);
        assertThat(status(node, "/drain", "x-control-token: " + Node.CONTROL_TOKEN)).isEqualTo(405);
        assertThat(status(node, "/readyz")).isEqualTo(200);
    }

    @Test
    void nonsenseIsRefusedAndNeverAnswered500() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            String query = List.of("limit", "system", "x").get(random.nextInt(3)) + '='
                    + List.of("-1", "1e9", "%00", "%F0%9F%98%80", "room%0d%0a", "9".repeat(400), "").get(random.nextInt(7));
            assertThat(status(node, "/api/v1/ops/streams?" + query, "x-control-token: " + Node.CONTROL_TOKEN))
                    .as(query).isIn(200, 400);
        }
    }

    /** Operators look with as many windows as they like; each costs one report, made once for all. */
    @Test
    void manyWhoLookLeaveTheNodeAsItWas() throws IOException {
        Map<RawSse, String> windows = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            RawSse window = RawSse.connect(node.address());
            windows.put(window, window.get("/api/v1/ops/overview/events", "x-control-token: " + Node.CONTROL_TOKEN)
                    .readThrough("}\n\n"));
        }
        assertThat(windows.values()).allMatch(first -> first.contains("event: overview"));
        windows.keySet().forEach(RawSse::close);
        assertThat(Stream.generate(() -> status(node, "/readyz")).limit(20)).containsOnly(200);
    }

    private static int status(Node node, String path, String... headers) {
        try (RawSse socket = RawSse.connect(node.address())) {
            return Integer.parseInt(socket.get(path, headers).readHead().substring(9, 12));
        }
    }
}
