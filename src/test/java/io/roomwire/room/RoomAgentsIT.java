package io.roomwire.room;

import static io.roomwire.room.Answer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RoomAgentsIT {

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
        room = RoomOnNode.unknown(node);
        id = room.id();
    }

    @Test
    void registersStartsStopsAndUnregisters() {
        Answer registered = room.control("POST", "/api/agents/" + id + "/register", "{\"agent_name\":\"Ann\"}");
        assertThat(registered.status()).isEqualTo(200);
        assertThat(registered.body()).startsWith("{\"success\":true,\"data\":{\"agent_id\":\"" + id
                + "\",\"agent_name\":\"Ann\",\"registered_at\":\"").endsWith("\"status\":\"stopped\","
                + "\"last_started_at\":null,\"last_stopped_at\":null,\"show_in_lobby\":true,\"available\":true}}");
        assertThat(control("start")).contains("\"status\":\"running\"");
        assertThat(control("stop")).contains("\"status\":\"stopped\"");
        assertThat(room.get("/api/agents/registered").body()).contains("\"agent_id\":\"" + id + "\"");
        assertThat(room.get("/api/rooms/" + id + "/stream-packet").status()).isEqualTo(200);
        assertThat(control("unregister")).contains("\"agent_id\":\"" + id + "\"");
        assertThat(room.get("/api/agents/registered").body()).doesNotContain(id);
        assertThat(room.get("/api/agents/available").body()).contains("\"agent_id\":\"" + id + "\"");
        assertThat(control("register")).contains("\"agent_name\":\"Ann\"");
    }

    @Test
    void refusesToRegisterWhatNobodyKnows() {
        assertThat(room.control("POST", "/api/agents/" + id + "/register", "{}"))
                .isEqualTo(refusal(404, "agent_manifest_not_found"));
        assertThat(room.control("POST", "/api/agents/" + id + "/register", ""))
                .isEqualTo(refusal(404, "agent_manifest_not_found"));
        assertThat(room.control("POST", "/api/agents/" + id + "/register", "{\"agent_name\":\" \"}"))
                .isEqualTo(refusal(400, "invalid_agent_manifest"));
    }

    @Test
    void refusesToChangeWhatIsNotRegistered() {
        for (String change : List.of("unregister", "start", "stop")) {
            assertThat(room.control("POST", "/api/agents/" + id + "/" + change, ""))
                    .isEqualTo(refusal(409, "agent_not_registered"));
        }
    }

    @Test
    void refusesIdsOfAnotherForm() {
        for (String change : List.of("register", "unregister", "start", "stop")) {
            for (String bad : List.of("T_001", "x", "a-b", "a%0Ab", "x".repeat(10_000))) {
                assertThat(room.control("POST", "/api/agents/" + bad + "/" + change, "{\"agent_name\":\"x\"}"))
                        .isEqualTo(refusal(400, "invalid_agent_id"));
            }
        }
    }

    @Test
    void demandsTheControlTokenInOneOfThreePlaces() {
        Answer refused = refusal(401, "unauthorized_control_token");
        for (String change : List.of("register", "unregister", "start", "stop")) {
            assertThat(room.ask("POST", "/api/agents/" + id + "/" + change, "{}")).isEqualTo(refused);
        }
        assertThat(room.ask("PUT", "/api/rooms/" + id + "/state", "{}")).isEqualTo(refused);
        assertThat(room.ask("POST", "/api/rooms/" + id + "/decisions", "{}")).isEqualTo(refused);
        assertThat(room.ask("POST", "/api/agents/" + id + "/decision-audit", "{}", "Content-Type",
                "application/x-ndjson")).isEqualTo(refused);
        assertThat(room.ask("POST", "/api/agents/" + id + "/start", "{}", "x-control-token", "wrong"))
                .isEqualTo(refused);
        assertThat(room.ask("POST", "/api/agents/" + id + "/start", "{\"control_token\":\"" + Node.CONTROL_TOKEN + "\"}")
                .status()).isEqualTo(409);
        assertThat(room.ask("POST", "/api/agents/" + id + "/start", "", "Authorization", "Bearer " + Node.CONTROL_TOKEN)
                .status()).isEqualTo(409);
    }

    @Test
    void refusesBodiesThatAreNoObject() {
        assertThat(room.control("POST", "/api/agents/" + id + "/register", "[1]"))
                .isEqualTo(refusal(400, "invalid_body"));
        assertThat(room.control("POST", "/api/agents/" + id + "/register", "{").status()).isEqualTo(400);
        assertThat(room.ask("POST", "/api/agents/" + id + "/register", "<a/>", "Content-Type", "text/xml").status())
                .isEqualTo(415);
    }

    @Test
    void answersAlikeOnEveryNode() {
        try (Node other = Node.start(TestRedis.uri())) {
            room.control("POST", "/api/agents/" + id + "/register", "{\"agent_name\":\"Ann\"}");
            RoomOnNode there = room.at(other);
            assertThat(there.control("POST", "/api/agents/" + id + "/start", "").body())
                    .isEqualTo(room.control("POST", "/api/agents/" + id + "/start", "").body());
            assertThat(there.get("/api/agents/registered").body()).isEqualTo(room.get("/api/agents/registered").body());
        }
    }

    private String control(String change) {
        Answer answer = room.control("POST", "/api/agents/" + id + "/" + change, "");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}
