package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.Signed;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * One case per abuse of the systems' routes, against a node as people run it: each refusal in the system's own shape,
 * no answer of 500, and a node that serves on with the memory that it had.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
final class AccessHardeningIT {

    private static final String LONG = "x".repeat(10_000);
    private static final long MAY_GROW = 24L << 20;
    private static final String NO_TOKEN = "\"code\":\"UNAUTHORIZED\"";
    private static final String NO_SESSION = "\"code\":\"AUTH_SESSION_EXPIRED\"";

    private final NodeProcess node = NodeProcess.start(TestRedis.uri(), OneOfEach.ENVIRONMENT);
    private final OneOfEach things = OneOfEach.on(node.address());
    private final ProcessMemory memory = ProcessMemory.of(node.pid());

    /** A stream and what the body of its 401 has. */
    private record Door(String path, String refusal) {
    }

    private List<Door> doors() {
        return List.of(new Door(things.topic().path(), NO_TOKEN),
                new Door(things.logPath(), "\"error\":{\"message\":\"Unauthorized\",\"statusCode\":401}"),
                new Door(things.modelPath(), "{\"detail\":\"Invalid token"),
                new Door(things.projectPath(), "Unauthorized"),
                new Door(OneOfEach.donglePath(things.dongle()), NO_SESSION),
                new Door(things.groupPath(), NO_SESSION), new Door(things.bundlePath(), NO_TOKEN));
    }

    @AfterEach
    void servesOn() {
        try (SseViewer viewer = watch(things.logPath()); SseViewer all = watch(things.bundlePath())) {
            things.tellAll("still here");
            viewer.awaitBlock(block -> block.data().filter(data -> data.contains("still here")).isPresent());
            all.awaitBlock(block -> block.data().filter(data -> data.contains("still here")).isPresent());
        }
    }

    @AfterAll
    void hasTheMemoryThatItHad() {
        try (node) {
            assertThat(memory.grownLive()).isLessThan(MAY_GROW);
            assertThat(memory.resident()).isLessThan(512L << 20);
        }
    }

    @Test
    void refusesTokensThatAreNoneAtEveryDoor() {
        for (String token : badTokens()) {
            for (Door door : doors()) {
                String query = (door.path().contains("?") ? "&" : "?") + "token=" + token;
                for (HttpResponse<String> answer : List.of(things.send("GET", door.path() + query, ""),
                        things.send("GET", door.path(), "", "Authorization", "Bearer " + token),
                        things.send("GET", door.path(), "", "Cookie", "dashboard_session=" + token))) {
                    assertThat(answer.statusCode()).as(door.path()).isEqualTo(401);
                    assertThat(answer.body()).as(door.path()).contains(door.refusal()).doesNotContain(token);
                }
            }
        }
    }

    private List<String> badTokens() {
        String good = things.token();
        String[] parts = good.split("\\.", -1);
        String unsigned = new PlainJWT(new JWTClaimsSet.Builder().subject(things.owner()).build()).serialize();
        return List.of(good.substring(0, good.length() - 10), parts[0] + '.' + parts[1],
                parts[0] + '.' + parts[1] + '.',
                parts[0] + '.' + unsigned.split("\\.", -1)[1] + '.' + parts[2], unsigned, unsigned + parts[2],
                Jwt.of(things.owner(), OneOfEach.claims(Map.of()), Duration.ofSeconds(-1)), "x".repeat(4000));
    }

    @Test
    void refusesTokensForAnotherAudienceWhereTheAudienceCounts() {
        String token = Jwt.of(things.owner(), OneOfEach.claims(Map.of("aud", List.of("elsewhere"))));
        assertThat(things.send("GET", things.modelPath() + "?token=" + token, "").body())
                .contains("\"detail\":\"Invalid token", "\"status_code\":401");
        HttpResponse<String> answer = things.send("POST", "/api/models", "{}", "Authorization", "Bearer " + token);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"detail\":\"Authentication required.");
    }

    @Test
    void refusesTokensThatNoHeaderCanHold() {
        for (Door door : doors()) {
            assertThat(status("GET " + door.path(), "Authorization: Bearer " + "x".repeat(20_000), ""))
                    .as(door.path()).isBetween(400, 499);
            assertThat(status("GET " + door.path(), "Cookie: dashboard_session=" + "x".repeat(20_000), ""))
                    .as(door.path()).isBetween(400, 499);
        }
    }

    @Test
    void refusesASignatureThatWasShownBefore() {
        String[] headers = signed("GET", things.servicePath());
        String lines = String.join("\r\n", headers);
        assertThat(status("GET " + things.servicePath(), lines, "")).isEqualTo(200);
        try (RawSse again = RawSse.connect(node.address())) {
            assertThat(again.get(things.servicePath(), headers).readHead()).startsWith("HTTP/1.1 409 ");
            assertThat(again.readThrough("}")).contains("\"code\":\"REPLAY_ATTACK_DETECTED\"");
        }
        assertThat(status("GET " + things.servicePath() + "?from_seq=1",
                String.join("\r\n", signed("GET", things.servicePath())), "")).isEqualTo(403);
    }

    private String[] signed(String method, String path) {
        String now = Long.toString(System.currentTimeMillis() / 1000);
        String nonce = TestRedis.freshName("nonce");
        String text = method + '\n' + path + '\n' + now + '\n' + nonce + '\n';
        return new String[] {"x-user-id: " + things.owner(), "x-sheen-timestamp: " + now, "x-sheen-nonce: " + nonce,
            "x-sheen-sig-v2: " + Signed.hex(Signed.SECRET, text)};
    }

    @Test
    void findsNothingOutsideOfItsPaths() {
        for (String up : List.of("..", "%2e%2e", "..%2f..", "..%252f..", "..%5c..", "....//", "%c0%ae%c0%ae")) {
            for (String path : List.of("/swagger/" + up + "/application.yml", "/swagger-ui/" + up + "/application.yml",
                    "/swagger/" + up + "/" + up + "/" + up + "/etc/passwd", "/api/v1/rooms/" + up + "/logs",
                    "/api/v1/streams/dongles/" + up + "/console", "/api/v1/streams/groups/" + up + "/console",
                    "/api/v1/streams/topic:" + up + "/events", "/api/trading/stream/" + up,
                    "/v1/projects/" + up + "/chat/stream", "/api/rooms/" + up + "/events")) {
                try (RawSse raw = RawSse.connect(node.address())) {
                    String answer = raw.get(path, "Connection: close", "Authorization: Bearer " + things.token())
                            .readToEnd();
                    assertThat(answer).as(path).matches("(?s)HTTP/1.1 (400|401|403|404|405|422) .*")
                            .doesNotContain("root:").doesNotContain("event-loops");
                }
            }
        }
    }

    @Test
    void takesNoHeadersFromValues() {
        String evil = "a%0d%0aSet-Cookie:%20evil=1%0d%0a%0d%0aevent:%20evil%0a";
        for (String path : List.of("/api/v1/rooms/" + evil + "/logs", "/api/trading/stream/" + evil,
                things.projectPath() + evil, things.projectPath() + "&client_instance_id=" + evil,
                OneOfEach.donglePath(evil), OneOfEach.bundle("worklog:" + evil), OneOfEach.bundle(evil),
                things.logPath() + "?last_event_id=" + evil, things.modelPath() + "?last_event_id=" + evil)) {
            try (RawSse raw = RawSse.connect(node.address())) {
                String head = raw.get(path, "Authorization: Bearer " + things.token(), "Origin: http://a" + evil,
                        "X-Request-Id: " + evil, "Last-Event-ID: " + evil).readHead();
                assertThat(head).as(path).doesNotContainIgnoringCase("evil=1").doesNotStartWith("HTTP/1.1 5");
            }
        }
    }

    @Test
    void takesNoEventsFromTexts() {
        String evil = "a\\r\\n\\r\\nevent: evil\\r\\nid: 7\\r\\ndata: y\\n\\nend-of-evil";
        List<SseViewer> viewers = List.of(watch(things.topic().path()), watch(things.roomPath()),
                watch(things.logPath()), watch(things.modelPath()), watch(things.projectPath()),
                watch(things.bundlePath()));
        things.tellAll(evil);
        for (SseViewer viewer : viewers) {
            try (viewer) {
                viewer.awaitBlock(block -> block.data().filter(data -> data.contains("end-of-evil")).isPresent());
                assertThat(viewer.events()).noneMatch(block -> block.isNamed("evil"));
                assertThat(viewer.events()).allSatisfy(block -> Json.parse(block.data().orElseThrow()));
                assertThat(viewer.lastEventId()).isNotEqualTo("7");
            }
        }
    }

    /** What posts, and what its refusal of too large a body has. */
    private Map<String, String> posts() {
        Map<String, String> posts = new LinkedHashMap<>();
        String worklog = "\"statusCode\":413";
        String trading = "\"status_code\":413";
        String versioned = "\"code\":\"PAYLOAD_TOO_LARGE\"";
        List.of("/api/v1/rooms", things.logPath(), "/api/v1/rooms/" + things.log() + "/start")
                .forEach(path -> posts.put(path, worklog));
        List.of("/api/models", "/api/trading/events/" + things.model(), "/api/trading/start/" + things.model())
                .forEach(path -> posts.put(path, trading));
        List.of("/v1/projects/" + things.project() + "/chat/messages", "/v1/chat/unified", "/unified",
                "/v1/projects/" + things.project() + "/chat/presence").forEach(path -> posts.put(path, worklog));
        List.of("/api/persistent-chat/messages", "/api/persistent-chat/unified", "/api/persistent-chat/presence",
                "/api/v1/agents/register", "/api/v1/agents/devices/report", "/api/v1/groups", things.topic().path(),
                "/api/v1/dongles/" + things.dongle() + "/commands", "/api/v1/dongles/" + things.dongle() + "/can/send")
                .forEach(path -> posts.put(path, versioned));
        return posts;
    }

    @Test
    void refusesAMegabyteByItsSystemsShape() {
        posts().forEach((path, shape) -> {
            try (RawSse raw = RawSse.connect(node.address())) {
                raw.request("POST " + path + " HTTP/1.1", "Content-Type: application/json",
                        "Content-Length: 1000000", "Authorization: Bearer " + things.token());
                raw.send("{\"text\":\"" + "x".repeat(10_000));
                assertThat(raw.readHead()).as(path).startsWith("HTTP/1.1 413 ");
                assertThat(raw.readThrough("}")).as(path).contains(shape);
            }
        });
    }

    @Test
    void refusesAMegabyteThatWasNotAnnounced() {
        posts().keySet().forEach(path -> {
            try (RawSse raw = RawSse.connect(node.address())) {
                raw.request("POST " + path + " HTTP/1.1", "Content-Type: application/json",
                        "Transfer-Encoding: chunked", "Authorization: Bearer " + things.token());
                String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
                try {
                    for (int i = 0; i < 64; i++) {
                        raw.send(chunk);
                    }
                } catch (UncheckedIOException closed) {
                    // it was answered before, and not read further
                }
                assertThat(raw.readThrough("\r\n")).as(path).startsWith("HTTP/1.1 413 ");
            }
        });
    }

    @Test
    void refusesNamesOfTenThousandCharacters() {
        String field = "\":\"" + LONG + "\"";
        assertRefused(things.post("/api/v1/rooms", "{\"inputText" + field + "}"), 400, "\"statusCode\":400");
        assertRefused(things.post(things.logPath(), "{\"agentType" + field + ",\"level\":\"info\",\"message\":\"m\"}"),
                400, "\"statusCode\":400");
        assertRefused(things.post("/api/v1/rooms/" + LONG + "/logs", "{\"agentType\":\"story\",\"level\":\"info\","
                + "\"message\":\"m\"}"), 404, "\"statusCode\":404");
        assertRefused(things.post("/api/models", "{\"name" + field + "}"), 422, "string_too_long");
        assertRefused(things.post("/api/trading/events/" + things.model(), "{\"type" + field + ",\"data\":{}}"), 422,
                "{\"detail\":[");
        assertRefused(things.post("/api/trading/events/" + "9".repeat(10_000), "{}"), 422, "{\"detail\":[");
        String messages = "/v1/projects/" + things.project() + "/chat/messages";
        assertRefused(things.signed("POST", messages, "{\"text\":\"t\",\"mode\":\"plan\",\"client_msg_id" + field
                + "}"), 400, "FST_ERR_VALIDATION");
        assertRefused(things.signed("POST", messages, "{\"text\":\"x" + LONG + "\",\"mode\":\"plan\","
                + "\"client_msg_id\":\"c\"}"), 400, "FST_ERR_VALIDATION");
        assertRefused(things.signed("GET", "/v1/projects/" + LONG + "/chat/stream", ""), 400, "FST_ERR_VALIDATION");
        assertRefused(things.signed("PUT", "/v1/projects/p1", "{\"owner" + field + "}"), 400, "FST_ERR_VALIDATION");
        assertRefused(things.post("/api/persistent-chat/messages", "{\"text\":\"t\",\"target\":\"team\",\"project_id"
                + field + "}"), 400, "\"error\":");
        assertRefused(things.post("/api/v1/agents/register", "{\"os\":\"o\",\"version\":\"1\",\"hostname" + field
                + "}"), 400, "VALIDATION_ERROR");
        assertRefused(things.post("/api/v1/groups", "{\"dongle_a_id" + field + ",\"dongle_b_id\":\"d\"}"), 404,
                "DONGLE_NOT_FOUND");
        assertRefused(things.post("/api/v1/dongles/" + LONG + "/commands", "{\"command\":\"help\"}"), 404,
                "DONGLE_NOT_FOUND");
        assertRefused(things.post("/api/v1/dongles/" + things.dongle() + "/commands", "{\"command" + field
                + ",\"command_target\":\"agent\"}"), 400, "VALIDATION_ERROR");
        assertRefused(things.send("GET", OneOfEach.bundle("worklog:" + LONG), "", "Authorization", "Bearer "
                + things.token()), 404, "NOT_FOUND");
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String mark) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(mark).hasSizeLessThan(40_000);
    }

    @Test
    void isNotHeldUpByBodiesThatComeSlowly() {
        List<RawSse> slow = new ArrayList<>();
        for (String path : posts().keySet()) {
            for (int i = 0; i < 20; i++) {
                RawSse raw = RawSse.connect(node.address());
                slow.add(raw.request("POST " + path + " HTTP/1.1", "Content-Type: application/json",
                        "Content-Length: 1000", "Authorization: Bearer " + things.token()).send("{"));
            }
        }
        slow.forEach(raw -> raw.send("\""));
        servesOn();
        slow.forEach(RawSse::close);
    }

    @Test
    void takesAThousandConnectionsASecond() {
        long start = System.nanoTime();
        int count = 4000;
        for (int i = 0; i < count; i++) {
            try (RawSse raw = RawSse.connect(node.address())) {
                switch (i % 4) {
                    case 0 -> raw.send("GET " + things.logPath() + " HT");
                    case 1 -> raw.get(things.logPath() + "?token=x");
                    case 2 -> raw.get(things.bundlePath(), "Authorization: Bearer " + things.token());
                    default -> raw.send("");
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d connections at %.0f per second%n", count, count / seconds);
        servesOn();
    }

    private SseViewer watch(String path) {
        return SseViewer.watch(node.address(), path + (path.contains("?") ? "&" : "?") + "token=" + things.token())
                .awaitLive();
    }

    private int status(String methodAndPath, String headers, String body) {
        try (RawSse raw = RawSse.connect(node.address())) {
            String line = raw.request(methodAndPath + " HTTP/1.1", headers).send(body).readThrough("\r\n");
            return Integer.parseInt(line.split(" ", -1)[1]);
        }
    }
}
