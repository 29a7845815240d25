package io.roomwire.console;

import static io.roomwire.console.ConsoleApiIT.assertRefused;
import static io.roomwire.console.ConsoleWorld.get;
import static io.roomwire.console.ConsoleWorld.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.json.JsonFields;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Sockets of agents on one node, their users on another. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AgentSocketIT {

    private final String mia = ConsoleWorld.freshUser();
    private final String session = ConsoleWorld.token(mia);
    private Node first;
    private Node second;
    private URI one;
    private URI two;
    private AgentId agent;
    private String dongle;

    @BeforeAll
    void start() {
        Map<String, Object> settings = new HashMap<>(ConsoleWorld.SETTINGS);
        settings.put("roomwire.console.messages", 100);
        settings.put("roomwire.console.message", "2kB");
        first = Node.start(TestRedis.uri(), settings);
        Map<String, Object> impatient = new HashMap<>(ConsoleWorld.SETTINGS);
        impatient.put("roomwire.console.answer", "2s");
        second = Node.start(TestRedis.uri(), impatient);
        one = first.address();
        two = second.address();
    }

    @BeforeEach
    void register() {
        agent = ConsoleWorld.register(two, session);
        dongle = ConsoleWorld.dongle(two, agent, mia);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void refusesWrongTokensBeforeTheUpgrade() {
        for (String path : new String[] {AgentClient.CONTROL, AgentClient.DATA}) {
            assertThatThrownBy(() -> AgentClient.connect(one, path, "wrong")).hasStackTraceContaining("401");
            try (RawSse raw = RawSse.connect(one)) {
                String answer = raw.get(path, "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==").readHead();
                assertThat(answer).startsWith("HTTP/1.1 401 ");
                assertThat(raw.readThrough("}}")).contains("\"code\":\"AUTH_INVALID_CREDENTIALS\"");
            }
        }
    }

    @Test
    void answersWhatMakesNoSenseAndKeepsTheSocket() {
        try (AgentClient data = AgentClient.connect(one, AgentClient.DATA, agent.token())) {
            data.send("{").send("[]").send("{\"type\":\"x\"}").send("{\"type\":\"can_frame\"}")
                    .send(ConsoleWorld.frame(dongle, 1).replace("0x1A0", "no"))
                    .send("{\"type\":\"" + "x".repeat(4000) + "\"}").send(ConsoleWorld.frame("d_foreign", 1));
            Awaitility.await().untilAsserted(() -> assertThat(data.all("error").stream().map(AgentSocketIT::code))
                    .containsExactly("VALIDATION_ERROR", "VALIDATION_ERROR", "VALIDATION_ERROR", "VALIDATION_ERROR",
                            "VALIDATION_ERROR", "VALIDATION_ERROR", "DONGLE_NOT_FOUND"));
            assertThat(data.isClosed()).isFalse();
        }
    }

    @Test
    void refusesMoreThanTheRateAndTellsHowMany() {
        try (AgentClient data = AgentClient.connect(one, AgentClient.DATA, agent.token())) {
            for (int i = 0; i < 300; i++) {
                data.send("{\"type\":\"heartbeat\"}");
            }
            JsonNode error = data.await("error");
            assertThat(code(error)).isEqualTo("RATE_LIMITED");
            assertThat(data.isClosed()).isFalse();
        }
    }

    @Test
    void closesTheOldSocketWhenANewOneComesToAnotherNode() {
        try (AgentClient old = AgentClient.connect(one, AgentClient.CONTROL, agent.token());
             AgentClient other = AgentClient.connect(one, AgentClient.DATA, agent.token());
             AgentClient fresh = AgentClient.connect(two, AgentClient.CONTROL, agent.token()).counted()) {
            old.awaitClosed();
            assertThat(old.closeCode()).isEqualTo(1000);
            assertThat(old.closeReason()).isEqualTo("Replaced by new connection");
            assertThat(other.isClosed() || fresh.isClosed()).isFalse();
            command("{\"command\":\"help\",\"command_target\":\"dongle\"}");
            fresh.await("command_request");
        }
    }

    @Test
    void bringsACommandToTheAgentOnAnotherNodeAndItsAnswerBack() {
        try (SseViewer viewer = ConsoleWorld.watch(two, "dongles", dongle, session);
             AgentClient control = AgentClient.connect(one, AgentClient.CONTROL, agent.token()).counted()) {
            String id = command("{\"command\":\"ping\",\"args\":[\"10.0.0.1\"],\"command_target\":\"agent\","
                    + "\"timeout_ms\":5000}");
            control.await("command_request");
            assertThat(Json.parse(control.messages().getFirst())).isEqualTo(Json.parse("{\"type\":\"command_request\","
                    + "\"request_id\":\"" + id + "\",\"command_id\":\"" + id + "\",\"dongle_id\":\"" + dongle
                    + "\",\"command\":\"ping\",\"args\":[\"10.0.0.1\"],\"timeout_ms\":5000,"
                    + "\"command_target\":\"agent\",\"command_source\":\"web\","
                    + "\"allow_dangerous\":false}"));
            control.send("{\"type\":\"command_status\",\"command_id\":\"" + id + "\",\"status\":\"running\"}")
                    .send("{\"type\":\"command_response\",\"command_id\":\"" + id + "\",\"status\":\"done\","
                            + "\"exit_code\":0,"
                            + "\"stdout\":\"o\\u0000k\\n\",\"started_at\":\"2026-01-05T10:00:00.000Z\"}");
            awaitStatus(id, "ok");
            assertThat(get(two, commandPath(id), session).body()).matches("\\{\"command_id\":\"" + id
                    + "\",\"status\":\"ok\",\"started_at\":\"2026-01-05T10:00:00\\.000Z\",\"completed_at\":\"[^\"]+\","
                    + "\"exit_code\":0,\"stdout\":\"ok\\\\n\",\"stderr\":\"\",\"command_target\":\"agent\","
                    + "\"command_source\":\"web\",\"truncated\":false}");
            viewer.awaitBlock(block -> block.data().filter(text -> text.contains("\"status\":\"ok\"")).isPresent());
            assertThat(viewer.data("command_status").stream().map(text -> Json.at(text, "status").getStringValue()))
                    .containsExactly("queued", "running", "ok");
            assertThat(viewer.data("command_status").getLast()).matches("\\{\"type\":\"command_status\","
                    + "\"command_id\":\"" + id + "\",\"status\":\"ok\",\"dongle_id\":\"" + dongle + "\","
                    + "\"command_target\":\"agent\","
                    + "\"command_source\":\"web\",\"started_at\":\"[^\"]+\",\"completed_at\":\"[^\"]+\","
                    + "\"exit_code\":0,\"stdout\":\"ok\\\\n\",\"truncated\":false}");
        }
    }

    @Test
    void keepsOutputUpToItsBound() {
        try (AgentClient control = AgentClient.connect(two, AgentClient.CONTROL, agent.token()).counted()) {
            String id = command("{\"command\":\"help\",\"command_target\":\"dongle\"}");
            String chunk = Base64.getEncoder().encodeToString("ä".repeat(15_000)
                    .getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 3; i++) {
                control.send("{\"type\":\"command_chunk\",\"command_id\":\"" + id + "\",\"seq\":" + i
                        + ",\"is_last\":" + (i == 2) + ",\"stream\":\"stdout\",\"data\":\"" + chunk + "\"}");
            }
            control.send("{\"type\":\"command_response\",\"command_id\":\"" + id
                    + "\",\"status\":\"error\",\"exit_code\":3}");
            awaitStatus(id, "error");
            String body = get(two, commandPath(id), session).body();
            assertThat(Json.at(body, "stdout").getStringValue()).isEqualTo("ä".repeat(32 * 1024));
            assertThat(Json.at(body, "truncated").getBooleanValue()).isTrue();
            assertThat(Json.at(body, "exit_code").getIntValue()).isEqualTo(3);
        }
    }

    @Test
    void endsACommandThatIsNotAnswered() {
        try (SseViewer viewer = ConsoleWorld.watch(one, "dongles", dongle, session);
             AgentClient control = AgentClient.connect(one, AgentClient.CONTROL, agent.token()).counted()) {
            String id = command("{\"command\":\"help\",\"command_target\":\"dongle\",\"timeout_ms\":1000}");
            control.await("command_request");
            viewer.awaitBlock(block -> block.data().filter(text -> text.contains("timeout")).isPresent());
            awaitStatus(id, "timeout");
            control.send("{\"type\":\"command_response\",\"command_id\":\"" + id + "\",\"status\":\"ok\"}");
            control.send("{\"type\":\"nonsense\"}").await("error");
            awaitStatus(id, "timeout");
        }
    }

    @Test
    void refusesCommandsThatCannotBeSent() {
        assertRefused(post(two, "/api/v1/dongles/" + dongle + "/commands", session,
                "{\"command\":\"help\",\"command_target\":\"dongle\"}"), 503, "AGENT_OFFLINE");
        assertRefused(post(two, "/api/v1/dongles/" + dongle + "/commands", session,
                "{\"command\":\"rm\",\"command_target\":\"agent\"}"), 400, "VALIDATION_ERROR");
        assertRefused(post(two, "/api/v1/dongles/" + dongle + "/can/send", session,
                "{\"can_id\":1,\"data_hex\":\"00\"}"), 503, "AGENT_OFFLINE");
        assertRefused(post(two, "/api/v1/dongles/" + dongle + "/can/send", session,
                "{\"can_id\":1,\"data_hex\":\"000102030405060708\"}"), 400, "VALIDATION_ERROR");
    }

    @Test
    void sendsAFrameThroughTheAgentAndShowsIt() {
        try (SseViewer viewer = ConsoleWorld.watch(one, "dongles", dongle, session);
             AgentClient control = AgentClient.connect(one, AgentClient.CONTROL, agent.token()).counted()) {
            Thread answering = answer(control, "ack");
            assertThat(post(two, "/api/v1/dongles/" + dongle + "/can/send", session,
                    "{\"can_id\":\"0x1A0\",\"data_hex\":\"02 10\",\"bus\":\"can1\"}").body())
                    .isEqualTo("{\"ok\":true}");
            viewer.awaitBlock(block -> block.isNamed("can_frame"));
            assertThat(viewer.data("can_frame").getFirst()).contains("\"direction\":\"tx\"", "\"data_hex\":\"02 10\"");
            assertThat(answering.isAlive() || control.isClosed()).isFalse();
        }
    }

    @Test
    void tellsThatTheAgentRefusedAFrame() {
        try (AgentClient control = AgentClient.connect(one, AgentClient.CONTROL, agent.token()).counted()) {
            answer(control, "error");
            assertRefused(post(two, "/api/v1/dongles/" + dongle + "/can/send", session,
                    "{\"can_id\":1,\"data_hex\":\"00\"}"), 502, "INTERNAL_ERROR");
        }
    }

    @Test
    void tellsThatTheAgentDidNotAnswerInTime() {
        try (SseViewer viewer = ConsoleWorld.watch(one, "dongles", dongle, session);
             AgentClient control = AgentClient.connect(one, AgentClient.CONTROL, agent.token()).counted()) {
            long asked = System.nanoTime();
            HttpResponse<String> late = post(two, "/api/v1/dongles/" + dongle + "/can/send", session,
                    "{\"can_id\":1,\"data_hex\":\"00\"}");
            assertRefused(late, 504, "AGENT_OFFLINE");
            assertThat(late.body()).contains("did not answer in 2 s");
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
            String request = JsonFields.text(control.await("can_frame_send"), "request_id").orElseThrow();
            control.send("{\"type\":\"can_frame_send_ack\",\"request_id\":\"" + request + "\"}")
                    .send("{\"type\":\"nonsense\"}").await("error");
            assertThat(viewer.data("can_frame")).as("an answer that comes too late is of no use").isEmpty();
        }
    }

    private static Thread answer(AgentClient control, String word) {
        return Thread.startVirtualThread(() -> {
            String request = JsonFields.text(control.await("can_frame_send"), "request_id").orElseThrow();
            control.send("{\"type\":\"can_frame_send_" + word + "\",\"request_id\":\"" + request + "\"}");
        });
    }

    private String command(String body) {
        String answer = post(two, "/api/v1/dongles/" + dongle + "/commands", session, body).body();
        assertThat(answer).matches("\\{\"command_id\":\"c_[0-9a-f]{16}\",\"status\":\"queued\"}");
        return Json.at(answer, "command_id").getStringValue();
    }

    private String commandPath(String id) {
        return "/api/v1/dongles/" + dongle + "/commands/" + id;
    }

    private void awaitStatus(String id, String status) {
        Awaitility.await().untilAsserted(() -> assertThat(Json.at(get(two, commandPath(id), session).body(), "status")
                .getStringValue()).isEqualTo(status));
    }

    private static String code(JsonNode error) {
        return JsonFields.text(error, "code").orElseThrow();
    }
}
