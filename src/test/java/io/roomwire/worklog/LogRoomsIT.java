package io.roomwire.worklog;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms over HTTP: what they look like, whose they are, what is refused and how. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
final class LogRoomsIT {

    private static final String TIME = "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"";
    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Node node = Node.start(TestRedis.uri(), LogOnNode.ACCESS);
    private final Node other = Node.start(TestRedis.uri(), LogOnNode.ACCESS);
    private final URI rooms = node.address().resolve("/api/v1/rooms");

    @AfterAll
    void close() {
        node.close();
        other.close();
    }

    @Test
    void createsARoom() {
        HttpResponse<String> answer = post("mia", "{\"inputText\":\"A story\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).matches("\\{\"id\":\"" + UUID_FORM + "\",\"ownerId\":\"mia\",\"status\":\"idle\","
                + "\"inputText\":\"A story\",\"createdAt\":" + TIME + ",\"updatedAt\":" + TIME
                + ",\"owner\":\\{\"id\":\"mia\",\"username\":\"user_mia\",\"did\":\"mia\"}}");
    }

    @Test
    void takesTheOwnerFromTheToken() {
        String token = Jwt.of("6f1d2c3b", Map.of("walletAddress", "0xABCD"));
        assertThat(owner(token)).isEqualTo("{\"id\":\"6f1d2c3b\",\"username\":\"user_6f1d2c\","
                + "\"did\":\"did:ethr:0xabcd\"}}");
        String named = Jwt.of("u", Map.of("did", "did:key:z6", "username", "mia", "walletAddress", "0xA"));
        assertThat(owner(named)).isEqualTo("{\"id\":\"u\",\"username\":\"mia\",\"did\":\"did:key:z6\"}}");
    }

    @Test
    void listsTheCallersOwnRoomsNewestFirstOnEveryNode() {
        String mia = TestRedis.freshName("mia");
        assertThat(get(rooms, mia).body()).isEqualTo("[]");
        LogOnNode first = LogOnNode.created(node.address(), LogOnNode.token(mia));
        LogOnNode second = LogOnNode.created(other.address(), LogOnNode.token(mia));
        LogOnNode.created(node.address(), LogOnNode.token(TestRedis.freshName("jonas")));
        for (Node each : List.of(node, other)) {
            String list = get(each.address().resolve("/api/v1/rooms"), mia).body();
            assertThat(ids(list)).containsExactly(second.id(), first.id());
            assertThat(list).contains("\"updatedAt\":").contains(",\"assets\":[]}").doesNotContain("\"owner\":");
        }
    }

    @Test
    void listsNoMoreThanTheSettingSays() {
        try (Node small = Node.start(TestRedis.uri(),
                Map.of("roomwire.jwt.secret", Jwt.SECRET, "roomwire.worklog.rooms", "2"))) {
            String token = LogOnNode.token(TestRedis.freshName("mia"));
            LogOnNode first = LogOnNode.created(small.address(), token);
            LogOnNode second = LogOnNode.created(small.address(), token);
            LogOnNode third = LogOnNode.created(small.address(), token);
            String list = LogOnNode.request("GET", small.address().resolve("/api/v1/rooms"), "", "Authorization",
                    "Bearer " + token).body();
            assertThat(ids(list)).containsExactly(third.id(), second.id());
            assertThat(first.send("GET", "", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void showsARoomToEveryValidToken() {
        LogOnNode room = LogOnNode.created(node).at(other);
        for (LogOnNode reader : List.of(room, room.by("jonas"))) {
            HttpResponse<String> answer = reader.send("GET", "", "");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).endsWith("\"owner\":{\"id\":\"mia\",\"username\":\"user_mia\",\"did\":\"mia\"},"
                    + "\"assets\":[]}");
        }
        LogOnNode upperCase = new LogOnNode(room.id().toUpperCase(Locale.ROOT), room.node(), room.token());
        assertThat(Json.at(upperCase.send("GET", "", "").body(), "id").getStringValue()).isEqualTo(room.id());
    }

    @Test
    void startsARoom() {
        LogOnNode room = LogOnNode.created(node);
        HttpResponse<String> answer = room.at(other).send("POST", "/start", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.at(answer.body(), "status").getStringValue()).isEqualTo("running");
        assertThat(answer.body()).endsWith("\"message\":\"Workflow started successfully\"}");
        assertThat(status(room)).isEqualTo("running");
        assertThat(Json.at(answer.body(), "updatedAt").getStringValue())
                .isGreaterThanOrEqualTo(Json.at(answer.body(), "createdAt").getStringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle", "running", "done", "error"})
    void setsTheStatusForTheOwnerAndForPrograms(String word) {
        LogOnNode room = LogOnNode.created(node);
        String body = "{\"status\":\"" + word + "\"}";
        HttpResponse<String> answer = room.send("PATCH", "", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"owner\":{").endsWith(",\"assets\":[]}");
        assertThat(status(room.at(other))).isEqualTo(word);
        assertThat(room.sendWithKey("PATCH", "", body).statusCode()).isEqualTo(200);
    }

    @Test
    void letsOnlyTheOwnerChangeARoom() {
        LogOnNode room = LogOnNode.created(node);
        LogOnNode jonas = room.by("jonas");
        for (HttpResponse<String> refused : List.of(jonas.send("POST", "/start", ""),
                jonas.send("PATCH", "", "{\"status\":\"done\"}"), jonas.send("POST", "/logs", LogOnNode.line("x")))) {
            assertError(refused, 403, "{\"message\":\"Only the room's owner may do this\",\"error\":\"Forbidden\","
                    + "\"statusCode\":403}", "Only the room's owner may do this");
        }
        assertThat(status(room)).isEqualTo("idle");
        assertThat(room.sendWithKey("POST", "/start", "").statusCode()).isEqualTo(401);
        assertThat(room.sendWithKey("GET", "", "").statusCode()).isEqualTo(401);
    }

    @Test
    void hidesForeignRoomsWhereTheSettingSaysSo() {
        LogOnNode room = LogOnNode.created(node);
        try (Node strict = Node.start(TestRedis.uri(), Map.of("roomwire.jwt.secret", Jwt.SECRET,
                "roomwire.rooms.logs.require-owner", "true"))) {
            LogOnNode jonas = room.at(strict).by("jonas");
            for (HttpResponse<String> refused : List.of(jonas.send("GET", "", ""), jonas.send("GET", "/logs", ""),
                    jonas.send("POST", "/start", ""), jonas.send("POST", "/logs", LogOnNode.line("x")))) {
                assertThat(refused.statusCode()).isEqualTo(404);
            }
            assertThat(room.at(strict).send("GET", "", "").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "00000000-0000-0000-0000-00000000000g", "%2e%2e%2f", "a%20b", "{room}"})
    void knowsNoRoomThatIsNoUuid(String id) {
        assertUnknown(id.replace("{room}", UUID.randomUUID().toString()));
    }

    private void assertUnknown(String id) {
        LogOnNode room = new LogOnNode(id, node.address(), LogOnNode.token("mia"));
        for (HttpResponse<String> refused : List.of(room.send("GET", "", ""), room.send("POST", "/start", ""),
                room.send("PATCH", "", "{\"status\":\"done\"}"), room.send("GET", "/logs", ""),
                room.send("POST", "/logs", LogOnNode.line("x")), room.sendWithKey("POST", "/logs", "{}"))) {
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(404);
            assertThat(refused.body()).contains("\"error\":\"Not Found\",\"statusCode\":404}");
        }
    }

    @Test
    void saysWhatIsNotFound() {
        String id = UUID.randomUUID().toString();
        String text = "Room with ID " + id + " not found";
        assertError(get(URI.create(rooms + "/" + id + "?token=secret"), "mia"), 404,
                "{\"message\":\"" + text + "\",\"error\":\"Not Found\",\"statusCode\":404}", text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"inputText\":\"\"} | \"inputText must be longer than or equal to 1 characters\"",
        "{\"inputText\":1} | \"inputText must be a string\"",
        "{\"inputText\":null} | \"inputText must be a string\"",
        "{} | \"inputText must be a string\"",
        "{\"inputText\":\"a\",\"x\":1} | \"property x should not exist\"",
        "{\"x\":1} | \"property x should not exist\",\"inputText must be a string\"",
        "[] | \"The body is no JSON object\"",
        "null | \"The body is no JSON object\"",
        "{ | \"The body is no JSON\"",
        "nonsense | \"The body is no JSON\""})
    void refusesRoomsWithoutAnInputText(String body, String texts) {
        assertError(post("mia", body), 400,
                "{\"message\":[" + texts + "],\"error\":\"Bad Request\",\"statusCode\":400}",
                texts.replace("\",\"", ", ").replace("\"", ""));
    }

    @Test
    void takesInputTextsOfUpTo5000Characters() {
        assertThat(post("mia", "{\"inputText\":\"" + "x".repeat(5000) + "\"}").statusCode()).isEqualTo(201);
        assertThat(post("mia", "{\"inputText\":\"" + "x".repeat(5001) + "\"}").body())
                .contains("inputText must be shorter than or equal to 5000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"status\":\"DONE\"}", "{\"status\":1}", "{\"status\":\"done\",\"x\":1}", "[]"})
    void refusesOtherStatuses(String body) {
        LogOnNode room = LogOnNode.created(node);
        assertThat(room.send("PATCH", "", body).statusCode()).isEqualTo(400);
        assertThat(room.send("PATCH", "", "{}").body())
                .contains("\"message\":[\"status must be one of the following values: idle, running, done, error\"]");
    }

    @Test
    void asksForATokenBeforeItSaysWhetherThereIsSuchARoom() {
        String unauthorized = "{\"message\":\"Unauthorized\",\"statusCode\":401}";
        assertError(LogOnNode.request("GET", rooms, ""), 401, unauthorized, "Unauthorized");
        assertError(LogOnNode.request("POST", rooms, "{}"), 401, unauthorized, "Unauthorized");
        for (String path : List.of("/x", "/x/logs", "/" + UUID.randomUUID())) {
            assertError(LogOnNode.request("GET", URI.create(rooms + path), ""), 401, unauthorized, "Unauthorized");
        }
        assertThat(LogOnNode.request("POST", URI.create(rooms + "/x/logs"), "{}", "X-API-Key", "wrong").statusCode())
                .isEqualTo(401);
        assertThat(LogOnNode.request("GET", URI.create(rooms + "?token=" + LogOnNode.token("mia")), "").statusCode())
                .isEqualTo(401);
    }

    private static void assertError(HttpResponse<String> answer, int status, String error, String message) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body().replaceFirst(TIME, "TIME")).isEqualTo("{\"success\":false,\"statusCode\":" + status
                + ",\"timestamp\":TIME,\"path\":\"" + answer.uri().getPath() + "\",\"error\":" + error
                + ",\"message\":\"" + message + "\"}");
    }

    private String owner(String token) {
        return LogOnNode.request("POST", rooms, "{\"inputText\":\"x\"}", "Authorization", "Bearer " + token).body()
                .replaceFirst(".*\"owner\":", "");
    }

    private HttpResponse<String> post(String subject, String body) {
        return LogOnNode.request("POST", rooms, body, "Authorization", "Bearer " + LogOnNode.token(subject));
    }

    private static HttpResponse<String> get(URI uri, String subject) {
        return LogOnNode.request("GET", uri, "", "Authorization", "Bearer " + LogOnNode.token(subject));
    }

    private static String status(LogOnNode room) {
        return Json.at(room.send("GET", "", "").body(), "status").getStringValue();
    }

    private static List<String> ids(String list) {
        return StreamSupport.stream(Json.parse(list).values().spliterator(), false)
                .map(room -> Objects.requireNonNull(room.get("id")).getStringValue()).toList();
    }
}
