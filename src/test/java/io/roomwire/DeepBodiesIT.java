package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What is nested too deep to be shown again is refused, so that nobody can spoil a list for all others. */
@TestInstance(Lifecycle.PER_CLASS)
final class DeepBodiesIT {

    private Node node;
    private OneOfEach streams;

    @BeforeAll
    void start() {
        node = Node.start(TestRedis.uri(), OneOfEach.SETTINGS);
        streams = OneOfEach.on(node.address());
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        // the deepest that JSON readers take by themselves is 1000
        for (int levels : List.of(33, 62, 63, 100, 900, 5000)) {
            bodies(levels).forEach((path, body) ->
                    assertThat(send(path, body)).as(path + " at " + levels).isIn(400, 422));
        }
        assertAllIsShown();
    }

    @Test
    void takesAndShowsWhatIsNot() {
        bodies(28).forEach((path, body) -> assertThat(send(path, body)).as(path).isBetween(200, 204));
        assertAllIsShown();
    }

    /** What each system keeps as it comes, by the path where it comes in. */
    private Map<String, String> bodies(int levels) {
        String deep = "[".repeat(levels) + "]".repeat(levels);
        return Map.of("/v1/projects/" + streams.project() + "/chat/assistant-messages",
                "{\"text\":\"x\",\"response_data\":" + deep + "}",
                "/v1/projects/" + streams.project() + "/chat/events",
                "{\"event\":\"build.x\",\"data\":" + deep + "}",
                "/api/trading/events/" + streams.model(), "{\"type\":\"x\",\"data\":{\"a\":" + deep + "}}",
                streams.logPath(), "{\"agentType\":\"story\",\"level\":\"info\",\"message\":\"m\",\"metadata\":{\"a\":"
                        + deep + "}}",
                "/api/v1/agents/devices/report", "{\"devices\":[{\"device_id\":\"00000000000000d"
                        + "%x\",\"lan_ip\":".formatted(levels % 16) + deep + "}]}",
                "/api/rooms/" + streams.room() + "/decisions", "{\"decisions\":[{\"a\":" + deep + "}]}");
    }

    private int send(String path, String body) {
        if (path.startsWith("/v1/")) {
            return streams.signed("POST", path, body).statusCode();
        }
        if (path.startsWith("/api/rooms/")) {
            return streams.send("POST", path, body, "x-control-token", Node.CONTROL_TOKEN).statusCode();
        }
        return path.endsWith("/report")
                ? streams.send("POST", path, body, "Authorization", "Bearer " + streams.agentToken()).statusCode()
                : streams.post(path, body).statusCode();
    }

    private void assertAllIsShown() {
        String bearer = "Bearer " + streams.token();
        for (String path : List.of("/api/v1/dongles", "/api/v1/rooms", "/api/models",
                "/api/persistent-chat/messages?project_id=" + streams.project(),
                "/api/rooms/" + streams.room() + "/stream-packet")) {
            assertThat(streams.send("GET", path, "", "Authorization", bearer).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(streams.signed("GET", "/v1/projects/" + streams.project() + "/chat/messages", "").statusCode())
                .isEqualTo(200);
    }
}
