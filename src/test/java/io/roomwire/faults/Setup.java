package io.roomwire.faults;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.Signed;
import io.roomwire.testkit.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Makes what the systems' streams belong to, all of the same owner, whom no other run has.
 *
 * @param token of the owner
 */
record Setup(URI node, String owner, String token) {

    /** What nodes must know. A line that is answered 202 is in the log, not in a node's queue. */
    static final Map<String, String> ENVIRONMENT = Map.of("ROOMWIRE_JWT_SECRET", Jwt.SECRET,
            "ROOMWIRE_HMAC_SECRET", Signed.SECRET, "ROOMWIRE_WORKLOG_QUEUE", "0",
            "ROOMWIRE_ROOMS_CHAT_LIMIT", "10000", "ROOMWIRE_ROOMS_RING_EVENTS", "2000",
            "ROOMWIRE_PROJECTS_STREAMS_PER_USER", Integer.toString(ProjectSource.PLACES));
    private static final Duration VALIDITY = Duration.ofHours(3);

    static Setup on(URI node) {
        String owner = TestRedis.freshName("mia");
        return new Setup(node, owner, Jwt.of(owner, Map.of("aud", List.of("authenticated"), "email", "mia@example.org"),
                VALIDITY));
    }

    /** A room whose agent does not run, and so says nothing by itself. */
    String room() {
        String room = TestRedis.freshName("room").replace('-', '_');
        send("POST", "/api/agents/" + room + "/register", "{\"agent_name\":\"One\"}",
                "x-control-token", Node.CONTROL_TOKEN);
        return room;
    }

    WorkLogSource workLog() {
        String body = post("/api/v1/rooms", "{\"inputText\":\"A story\"}");
        return new WorkLogSource(Json.at(body, "id").getStringValue(), token);
    }

    TradingSource trading() {
        String body = post("/api/models", "{\"name\":\"Alpha\"}");
        return new TradingSource(Json.at(body, "id").getLongValue(), token);
    }

    ProjectSource project() {
        String project = TestRedis.freshName("p");
        String body = "{\"owner\":\"" + owner + "\",\"collaborators\":[]}";
        send("PUT", "/v1/projects/" + project, body, Signed.headers(Signed.SECRET, owner, body));
        return new ProjectSource(project, token);
    }

    private String post(String path, String body) {
        return send("POST", path, body, "Authorization", "Bearer " + token);
    }

    private String send(String method, String path, String body, String... headers) {
        try {
            HttpResponse<String> answer = Http.send(method, node.resolve(path), body, headers);
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(path + " " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
