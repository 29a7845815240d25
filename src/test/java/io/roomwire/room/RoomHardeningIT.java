package io.roomwire.room;

import static io.roomwire.room.Answer.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One case per abuse: the right error, and a node that is fine after it. */
@Timeout(60)
final class RoomHardeningIT {

    private static final String LONG = "x".repeat(10_000);
    private static final Duration SOON = Duration.ofSeconds(5);

    private static Node node;

    private RoomOnNode room;

    @BeforeAll
    static void start() {
        node = Node.start(TestRedis.uri(), RoomOnNode.QUIET);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void open() {
        room = RoomOnNode.running(node);
    }

    @AfterEach
    void theNodeIsFineAfterIt() {
        assertThat(assertTimeoutPreemptively(SOON, () -> room.get(at("stream-packet"))).status()).isEqualTo(200);
        assertThat(room.say("usr_after", "still here").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\\t", "\\n", "\\u3000", "\\u00a0"})
    void runsOfBlanksCostNothing(String blank) {
        String text = "a" + blank.repeat(90_000 / blank.length()) + "b";

        assertThat(assertTimeoutPreemptively(SOON, () -> room.say("usr_1", text)).body()).contains("text_too_long");
    }

    @Test
    void longSessionsCostNothing() {
        assertThat(assertTimeoutPreemptively(SOON, () -> room.say("é".repeat(45_000), "hi")).body())
                .contains("invalid_user_session_id");
        assertThat(room.get(chat("private?user_session_id=" + LONG))).isEqualTo(refusal(400, "invalid_user_session_id"));
        assertThat(room.get(at("events?user_session_id=" + LONG))).isEqualTo(refusal(400, "invalid_user_session_id"));
    }

    @Test
    void namesOfTenThousandCharactersAreNobodys() {
        for (String path : List.of("/api/rooms/" + LONG + "/events", "/api/rooms/" + LONG + "/stream-packet",
                "/api/chat/rooms/" + LONG + "/public", "/api/chat/rooms/" + LONG + "/private?user_session_id=u")) {
            assertThat(room.get(path)).isEqualTo(refusal(404, "room_not_found"));
        }
        for (String path : List.of("/api/agents/" + LONG + "/decision-audit/latest",
                "/api/agents/" + LONG + "/decision-audit/day", "/api/decisions/latest?trader_id=" + LONG)) {
            assertThat(room.get(path)).isEqualTo(refusal(404, "agent_not_registered"));
        }
        assertThat(room.control("PUT", "/api/rooms/" + LONG + "/state", "{\"files\":{}}"))
                .isEqualTo(refusal(404, "room_not_found"));
        assertThat(room.control("POST", "/api/agents/" + LONG + "/start", ""))
                .isEqualTo(refusal(400, "invalid_agent_id"));
        assertThat(room.control("POST", "/api/agents/" + room.id() + "/register", "{\"agent_name\":\"" + LONG + "\"}"))
                .isEqualTo(refusal(400, "invalid_agent_manifest"));
        assertThat(room.get(audit("day?day_key=" + LONG))).isEqualTo(refusal(400, "invalid_day_key"));
    }

    @Test
    void lineBreaksInPathsAndQueriesAreNoNames() {
        assertThat(room.get("/api/rooms/" + room.id() + "%0D%0A/events")).isEqualTo(refusal(404, "room_not_found"));
        assertThat(room.get("/api/chat/rooms/%0D%0Aid:%201/public")).isEqualTo(refusal(404, "room_not_found"));
        assertThat(room.get("/api/decisions/latest?trader_id=" + room.id() + "%0D%0A"))
                .isEqualTo(refusal(404, "agent_not_registered"));
        assertThat(room.get(audit("day?day_key=2026-01-05%0D%0A"))).isEqualTo(refusal(400, "invalid_day_key"));
        assertThat(room.get(chat("public?limit=%0D%0A&before_ts_ms=%0D%0A")).status()).isEqualTo(200);
    }

    @Test
    void lineBreaksInFieldsStayInsideTheJson() {
        String evil = "a\\r\\n\\r\\nevent: x\\r\\nid: 7\\r\\ndata: y\\n\\n";
        try (SseViewer viewer = room.watch(at("events?user_session_id=u%0D%0A1")).awaitEvents(1)) {
            room.control("PUT", at("state"), "{\"status\":{\"" + evil + "\":\"" + evil + "\"}}");
            room.message(RoomOnNode.body("u\\r\\n1", "public", "public_plain", evil).replace("Mia", evil));
            room.message(RoomOnNode.body("u\\r\\n1", "private", "private_agent_dm", evil));
            room.control("POST", at("decisions"), "{\"timestamp\":\"" + evil + "\",\"cot_trace\":\"" + evil
                    + "\",\"decisions\":[{\"symbol\":\"" + evil + "\",\"action\":\"" + evil + "\"}]}");
            viewer.awaitBlock(block -> block.isNamed("decision")).awaitBlock(block ->
                    block.isNamed("chat_private_append"));
            assertThat(viewer.events()).noneMatch(block -> block.isNamed("x"));
            assertThat(viewer.events()).allSatisfy(block -> Json.parse(block.data().orElseThrow()));
            assertThat(viewer.lastEventId()).matches("[0-9]{16}\\.[0-9]{16}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[[[[", "nonsense", "{\"a\":}", "\u0000"})
    void bodiesThatAreNoJsonAreRefusedByEveryRoute(String body) {
        for (String path : List.of(at("decisions"), "/api/agents/" + room.id() + "/register",
                "/api/agents/" + room.id() + "/start", chat("messages"), "/api/chat/session/bootstrap")) {
            assertThat(room.control("POST", path, body)).as(path).isEqualTo(refusal(400, "invalid_json"));
        }
        assertThat(room.control("PUT", at("state"), body)).isEqualTo(refusal(400, "invalid_json"));
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"decisions\":" + "[".repeat(40_000) + "]".repeat(40_000) + "}";

        assertThat(room.control("POST", at("decisions"), deep)).isEqualTo(refusal(400, "invalid_json"));
        assertThat(room.message(deep).statusCode()).isEqualTo(400);
        assertThat(room.stream(audit(""), "{\"saved_ts_ms\":1,\"x\":" + deep + "}", "x-control-token",
                Node.CONTROL_TOKEN, "Content-Type", "application/x-ndjson").status()).isEqualTo(400);
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        for (String path : List.of(at("decisions"), chat("messages"), "/api/chat/session/bootstrap")) {
            assertThat(statusLine("POST " + path, "application/json", "{\"text\":\"\u00ff\u00fe\"}")).contains(" 400 ");
        }
        assertThat(statusLine("PUT " + at("state"), "application/json", "{\"\u00c3\":{}}")).contains(" 400 ");
        assertThat(statusLine("POST " + audit(""), "application/x-ndjson", "\u00ff\u00fe\n")).contains(" 400 ");
        assertThat(statusLine("GET /api/rooms/%ff%fe/events", "text/plain", "")).contains(" 404 ");
        assertThat(statusLine("GET /api/rooms/%zz/events", "text/plain", "")).contains(" 400 ");
        assertThat(statusLine("GET " + chat("public?limit=%ff&before_ts_ms=%zz"), "text/plain", ""))
                .doesNotContain(" 5");
    }

    @Test
    void otherContentTypesAreRefusedByEveryRoute() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/xml")) {
            String[] headers = {"Content-Type", type, "x-control-token", Node.CONTROL_TOKEN};
            for (String path : List.of(at("decisions"), chat("messages"), "/api/agents/" + room.id() + "/register",
                    audit(""))) {
                assertThat(room.ask("POST", path, "{}", headers)).as(path + ' ' + type)
                        .isEqualTo(refusal(415, "unsupported_media_type"));
            }
        }
    }

    @Test
    void bodiesOverTheLimitAreRefusedByEveryRoute() {
        String large = "{\"agent_name\":\"" + "x".repeat(110_000) + "\"}";

        for (String path : List.of(at("decisions"), chat("messages"), "/api/agents/" + room.id() + "/register",
                "/api/agents/" + room.id() + "/stop", "/api/chat/session/bootstrap")) {
            assertThat(room.control("POST", path, large)).as(path).isEqualTo(refusal(413, "body_too_large"));
        }
        assertThat(room.control("PUT", at("state"), large)).isEqualTo(refusal(413, "body_too_large"));
    }

    @Test
    void headersOfSixteenKilobytesAreRefused() {
        for (String name : List.of("x-big", "Last-Event-ID", "x-control-token", "Authorization")) {
            assertThat(room.ask("GET", at("stream-packet"), "", name, "9".repeat(16_384)).status())
                    .as(name).isBetween(400, 499);
        }
    }

    @Test
    void noQueryHurts() {
        Random random = new Random(11);
        String letters = "0123456789-+.eE,xN%&=#?/\\\"' \t\r\n\u0000\u00e9\u2028\ud83d\ude00";
        for (int n = 0; n < 150; n++) {
            String value = URLEncoder.encode(random.ints(random.nextInt(24), 0, letters.length())
                    .collect(StringBuilder::new, (text, at) -> text.append(letters.charAt(at)), StringBuilder::append)
                    .toString(), StandardCharsets.UTF_8);
            for (String path : List.of(at("stream-packet?decision_limit=" + value),
                    chat("public?limit=" + value + "&before_ts_ms=" + value), audit("latest?limit=" + value),
                    audit("day?day_key=2026-01-05&limit=" + value), audit("day?day_key=" + value),
                    "/api/decisions/latest?trader_id=" + room.id() + "&limit=" + value)) {
                assertThat(room.get(path).status()).as(path).isIn(200, 400);
            }
        }
    }

    @Test
    void noFirstQueryOfAStreamHurts() {
        for (String query : List.of("decision_limit=", "decision_limit=1e999", "interval_ms=", "interval_ms=-1",
                "interval_ms=junk&decision_limit=%00", "user_session_id=", "user_session_id=%20", "last_event_id=",
                "last_event_id=-1", "last_event_id=1.2.3", "user_session_id=a&last_event_id=1.2.3",
                "user_session_id=a&last_event_id=7", "last_event_id=" + "9".repeat(400))) {
            try (SseViewer viewer = room.watch(at("events?" + query))) {
                viewer.awaitBlock(block -> block.isNamed("stream_packet"));
            }
        }
    }

    private String at(String rest) {
        return "/api/rooms/" + room.id() + '/' + rest;
    }

    private String chat(String rest) {
        return "/api/chat/rooms/" + room.id() + '/' + rest;
    }

    private String audit(String rest) {
        return "/api/agents/" + room.id() + "/decision-audit" + (rest.isEmpty() ? "" : '/' + rest);
    }

    /** @param body its characters are bytes */
    private static String statusLine(String methodAndPath, String type, String body) {
        try (RawSse socket = RawSse.connect(node.address())) {
            return socket.request(methodAndPath + " HTTP/1.1", "Content-Type: " + type, "x-control-token: "
                    + Node.CONTROL_TOKEN, "Content-Length: " + body.length()).send(body).readThrough("\r\n");
        }
    }
}
