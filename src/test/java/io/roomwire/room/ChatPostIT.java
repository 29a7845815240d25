package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatPostIT {

    private Node first;
    private Node second;
    private RoomOnNode room;

    @BeforeAll
    void start() {
        first = Node.start(TestRedis.uri(), RoomOnNode.QUIET);
        second = Node.start(TestRedis.uri(), RoomOnNode.QUIET);
        room = RoomOnNode.running(first);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void answersWithTheMessageAndNoReply() {
        HttpResponse<String> answer = room.say("usr_sess_1", "  hello \\n");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).matches("\\{\"success\":true,\"data\":\\{\"message\":\\{"
                + "\"id\":\"msg_[0-9]{13}_[0-9a-z]{6}\","
                + "\"room_id\":\"" + room.id() + "\",\"user_session_id\":\"usr_pub_[0-9a-f]{16}\","
                + "\"sender_type\":\"user\",\"sender_name\":\"Mia\",\"visibility\":\"public\","
                + "\"message_type\":\"public_plain\",\"text\":\"hello\","
                + "\"created_ts_ms\":[0-9]{13}},\"agent_reply\":null}}");
    }

    @Test
    void theAgentAnswersAMention() {
        HttpResponse<String> answer = room.mention("usr_sess_1", "@agent how is it going?");
        assertThat(Json.at(answer.body(), "data", "agent_reply", "text").getStringValue()).startsWith("@Mia ")
                .hasSizeBetween(10, 180);
        assertThat(answer.body()).contains("\"agent_reply\":{\"id\":\"msg_agent_", "\"sender_type\":\"agent\"",
                "\"sender_name\":\"Nova Prime\"", "\"agent_message_kind\":\"reply\"");
        assertThat(Json.at(answer.body(), "data", "agent_reply", "user_session_id"))
                .isEqualTo(Json.at(answer.body(), "data", "message", "user_session_id"));
        assertThat(Json.at(answer.body(), "data", "agent_reply", "message_type").getStringValue())
                .isEqualTo("public_mention_agent");
    }

    @Test
    void theAgentAnswersInPrivate() {
        String answer = room.whisper("usr_sess_2", "hello").body();
        assertThat(Json.at(answer, "data", "message", "user_session_id").getStringValue()).isEqualTo("usr_sess_2");
        assertThat(Json.at(answer, "data", "agent_reply", "user_session_id").getStringValue()).isEqualTo("usr_sess_2");
        assertThat(Json.at(answer, "data", "agent_reply", "visibility").getStringValue()).isEqualTo("private");
        assertThat(Json.at(answer, "data", "agent_reply", "message_type").getStringValue())
                .isEqualTo("private_agent_dm");
    }

    @Test
    void anAgentThatDoesNotRunIsSilent() {
        RoomOnNode stopped = RoomOnNode.stopped(first);
        assertThat(stopped.mention("usr_sess_1", "@agent hello?").body()).endsWith("\"agent_reply\":null}}");
        assertThat(stopped.inPublic("")).containsExactly("@agent hello?");
    }

    /** Every field is wrong; each line mends one more. */
    @ParameterizedTest
    @CsvSource({"%20, '', 400, invalid_room_id", "unknown, '', 400, invalid_user_session_id",
        "unknown, user_session_id, 400, invalid_message_type",
        "unknown, user_session_id message_type, 400, invalid_text",
        "unknown, user_session_id message_type text, 404, room_not_found",
        "'', user_session_id message_type text, 400, invalid_visibility",
        "'', user_session_id message_type text visibility, 400, invalid_mention_target"})
    void refusesInTheOrderOfTheContract(String roomId, String mended, int status, String code) {
        Map<String, String> body = new HashMap<>(Map.of("user_session_id", " ", "message_type", "shout", "text", " ",
                "visibility", "private"));
        body.keySet().stream().filter(mended::contains).toList().forEach(field -> body.put(field, mend(field)));
        String id = roomId.isEmpty() ? room.id() : roomId;
        HttpResponse<String> answer = room.send("POST", "/api/chat/rooms/" + id + "/messages", json(body));
        assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"" + code + "\"}");
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void refusesLongTexts() {
        assertThat(room.say("usr_sess_3", "x".repeat(600)).statusCode()).isEqualTo(200);
        assertThat(room.say("usr_sess_3", "x".repeat(601)).body()).contains("\"text_too_long\"");
    }

    @Test
    void limitsASessionOverAllNodes() {
        for (int n = 0; n < 20; n++) {
            RoomOnNode at = room.at(n % 2 == 0 ? first : second);
            assertThat(at.say("usr_sess_eager", "hello " + n).statusCode()).isEqualTo(200);
            assertThat(at.say("usr_sess_eager", "@nobody").body()).contains("invalid_mention_target");
        }
        HttpResponse<String> refused = room.at(second).say("usr_sess_eager", "one more");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).isEqualTo("{\"success\":false,\"error\":\"rate_limited\"}");
        assertThat(refused.headers().firstValue("Retry-After")).hasValueSatisfying(seconds ->
                assertThat(Integer.parseInt(seconds)).isBetween(40, 60));
        assertThat(room.whisper("usr_sess_eager", "psst").statusCode()).isEqualTo(429);
        assertThat(room.say("usr_sess_patient", "hello").statusCode()).isEqualTo(200);
        assertThat(RoomOnNode.running(first).say("usr_sess_eager", "hello").statusCode()).isEqualTo(200);
        assertThat(room.inPublic("?limit=200")).doesNotContain("one more");
    }

    /** The second node remembers the agent, and the first changes it. */
    @Test
    void aPostFollowsTheAgentAsItIsNow() {
        RoomOnNode here = RoomOnNode.running(first);
        RoomOnNode there = here.at(second);
        assertThat(there.say("usr_1", "@nova_prime hello").statusCode()).isEqualTo(200);
        here.change("register", "{\"agent_name\":\"Vega\"}");
        assertThat(there.say("usr_1", "@vega hello").statusCode()).isEqualTo(200);
        assertThat(there.say("usr_1", "@nova_prime hello").body()).contains("invalid_mention_target");
        here.change("stop", "{}");
        assertThat(there.mention("usr_1", "@vega hello").body()).endsWith("\"agent_reply\":null}}");
        here.change("unregister", "{}");
        assertThat(there.say("usr_1", "hello").body()).contains("room_not_found");
        assertThat(there.whisper("usr_1", "hello").body()).contains("room_not_found");
        here.change("register", "{}");
        assertThat(there.whisper("usr_1", "hello").statusCode()).isEqualTo(200);
        assertThat(here.inPublic("")).hasSize(3);
    }

    @Test
    void remembersNamesOnEveryNode() {
        room.say("usr_sess_named", "hello");
        String nameless = "{\"user_session_id\":\"usr_sess_named\",\"message_type\":\"public_plain\","
                + "\"text\":\"again\"}";
        assertThat(Json.at(room.at(second).message(nameless).body(), "data", "message", "sender_name").getStringValue())
                .isEqualTo("Mia");
        String stranger = nameless.replace("usr_sess_named", "usr_sess_00ab9f");
        assertThat(Json.at(room.message(stranger).body(), "data", "message", "sender_name").getStringValue())
                .isEqualTo("User-AB9F");
    }

    @Test
    void welcomesViewers() {
        String named = room.send("POST", "/api/chat/session/bootstrap", "{\"user_nickname\":\" Mia  M \"}").body();
        assertThat(named).matches("\\{\"success\":true,\"data\":\\{\"user_session_id\":\"usr_sess_[0-9a-f]{16}\","
                + "\"user_nickname\":\"Mia M\",\"credit_points\":0}}");
        String nameless = room.send("POST", "/api/chat/session/bootstrap", "").body();
        assertThat(Json.at(nameless, "data", "user_nickname").getStringValue()).matches("User-[0-9A-F]{4}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "nonsense", "{\"text\":", "\u0000", "[1,2"})
    void refusesWhatIsNoJson(String body) {
        assertThat(room.message(body).statusCode()).isEqualTo(400);
        assertThat(room.send("POST", "/api/chat/session/bootstrap", body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "null", "\"text\"", "{\"user_session_id\":7}", "{\"user_session_id\":null}"})
    void takesOtherJsonForMissingFields(String body) {
        HttpResponse<String> answer = room.message(body);
        assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"invalid_user_session_id\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void refusesOtherContentTypesAndLargeBodies() {
        HttpResponse<String> typed = room.send("POST", "/api/chat/rooms/" + room.id() + "/messages",
                RoomOnNode.body("usr_1", "public", "public_plain", "hi"), "Content-Type", "text/plain");
        assertThat(typed.statusCode()).isEqualTo(415);
        assertThat(room.say("usr_1", "x".repeat(110 * 1024)).statusCode()).isEqualTo(413);
    }

    @Test
    void survivesStrangeCharacters() {
        HttpResponse<String> answer = room.say("usr\\r\\n}{:%\\u0000", "a\\r\\nid: 1\\u2028\\ud83d b\\u0000");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("a\\r\\nid: 1").doesNotContain("usr\\r");
        assertThat(room.say("\\ud800", "hi").body()).contains("invalid_user_session_id");
        assertThat(room.say("s".repeat(301), "hi").body()).contains("invalid_user_session_id");
        assertThat(room.send("POST", "/api/chat/rooms/" + "x".repeat(3000) + "/messages",
                RoomOnNode.body("usr_1", "public", "public_plain", "hi")).body()).contains("room_not_found");
    }

    private static String mend(String field) {
        return switch (field) {
            case "user_session_id" -> "usr_sess_mended";
            case "message_type" -> "public_plain";
            case "text" -> "@nobody hello";
            default -> "public";
        };
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> '"' + field.getKey() + "\":\"" + field.getValue() + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
