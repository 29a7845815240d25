package io.roomwire.room;

import static io.roomwire.room.Answer.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RoomDecisionsIT {

    private static Node node;

    private RoomOnNode room;
    private String id;

    @BeforeAll
    static void start() {
        node = Node.start(TestRedis.uri());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void open() {
        room = RoomOnNode.running(node);
        id = room.id();
    }

    @Test
    void writesLogAuditAndEventAtOnce() {
        try (SseViewer viewer = room.watch("/api/rooms/" + id + "/events").awaitEvents(1)) {
            Answer answer = publish("""
                    {"timestamp":"2026-01-05T10:00:00Z","cycle_number":7,"forced_hold":true,
                     "decisions":[{"symbol":"NVDA","action":"buy","quantity":3}]}""");
            assertThat(answer.status()).isEqualTo(200);
            SseBlock event = viewer.awaitBlock(block -> block.isNamed("decision")).events().stream()
                    .filter(block -> block.isNamed("decision")).findFirst().orElseThrow();
            assertThat(event.position()).isEqualTo(Json.at(answer.body(), "data", "event_id").getLongValue());
            assertThat(text(event.data().orElseThrow(), "schema_version")).isEqualTo("room.decision_event.v1");
            assertThat(text(event.data().orElseThrow(), "room_id")).isEqualTo(id);
            assertThat(Json.at(event.data().orElseThrow(), "decision", "decisions").get(0)).isEqualTo(
                    Json.parse("{\"symbol\":\"NVDA\",\"action\":\"buy\",\"quantity\":3}"));
            assertThat(Json.at(event.data().orElseThrow(), "decision_meta", "cycle_number").getIntValue()).isEqualTo(7);
            assertThat(Json.at(event.data().orElseThrow(), "ts_ms").isNumber()).isTrue();
        }
        String audit = room.get("/api/agents/" + id + "/decision-audit/latest").body();
        JsonNode row = Json.at(audit, "data", "records").values().iterator().next();
        assertThat(JsonFields.text(row, "symbol")).contains("NVDA");
        assertThat(JsonFields.text(row, "day_key")).contains(LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).toString());
        assertThat(Json.at(room.get("/api/decisions/latest?trader_id=" + id).body(), "data").size()).isEqualTo(1);
    }

    @Test
    void showsTheLatestFirst() {
        for (int i = 1; i <= 7; i++) {
            publish("{\"decisions\":[],\"cycle_number\":" + i + "}");
        }
        assertThat(cycles("")).isEqualTo("76543");
        assertThat(cycles("&limit=2")).isEqualTo("76");
        assertThat(cycles("&limit=50")).isEqualTo("7654321");
        assertThat(cycles("&limit=junk")).isEqualTo("76543");
    }

    @Test
    void refusesAsTheContractSays() {
        assertThat(publish("{}")).isEqualTo(refusal(400, "invalid_decisions"));
        assertThat(publish("{\"decisions\":[],\"success\":1}")).isEqualTo(refusal(400, "invalid_success"));
        assertThat(publish("[]")).isEqualTo(refusal(400, "invalid_body"));
        assertThat(publish("{\"decisions\":[")).isEqualTo(refusal(400, "invalid_json"));
        assertThat(publish("{\"decisions\":[],\"cot_trace\":\"" + "x".repeat(110_000) + "\"}"))
                .isEqualTo(refusal(413, "body_too_large"));
        assertThat(room.control("POST", "/api/rooms/nobody/decisions", "{\"decisions\":[]}"))
                .isEqualTo(refusal(404, "room_not_found"));
        assertThat(room.get("/api/decisions/latest")).isEqualTo(refusal(400, "invalid_trader_id"));
        assertThat(room.get("/api/decisions/latest?trader_id=nobody")).isEqualTo(refusal(404, "agent_not_registered"));
    }

    @Test
    void keepsLineBreaksAndAnyTextInsideTheJson() {
        try (SseViewer viewer = room.watch("/api/rooms/" + id + "/events").awaitEvents(1)) {
            publish("{\"decisions\":[],\"cot_trace\":\"a\\r\\nevent: x\\n\\ndata: y \u2028 ü😀\"}");
            viewer.awaitBlock(block -> block.isNamed("decision"));
            String data = viewer.data("decision").getFirst();
            assertThat(text(data, "decision", "cot_trace")).isEqualTo("a\r\nevent: x\n\ndata: y \u2028 ü😀");
        }
    }

    @Test
    void tellsTheRoomAboutADecision() {
        publish("{\"timestamp\":\"T1\",\"decisions\":[{\"symbol\":\"NVDA\",\"action\":\"buy\"}]}");
        await().untilAsserted(() -> assertThat(room.get("/api/chat/rooms/" + id + "/public").body())
                .contains("\"agent_message_kind\":\"narration\""));
    }

    private Answer publish(String body) {
        return room.control("POST", "/api/rooms/" + id + "/decisions", body);
    }

    private String cycles(String query) {
        StringBuilder cycles = new StringBuilder();
        Json.at(room.get("/api/decisions/latest?trader_id=" + id + query).body(), "data").values()
                .forEach(decision -> cycles.append(JsonFields.given(decision, "cycle_number").orElseThrow().getIntValue()));
        return cycles.toString();
    }

    private static String text(String json, String... path) {
        return Json.at(json, path).getStringValue();
    }
}
