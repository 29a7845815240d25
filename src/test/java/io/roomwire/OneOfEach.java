package io.roomwire;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.Signed;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One stream of each system, all of the same owner, whom no other test has, on a node that knows the tests' secrets.
 *
 * @param log the id of a work log's room
 * @param agentToken of the agent that serves both dongles
 */
record OneOfEach(URI node, String owner, Topic topic, String room, String log, long model, String project,
                 String agentToken, String dongle, String unclaimed, String group) {

    static final String API_KEY = "api-key-of-the-tests";
    /** What {@code printf api-key-of-the-tests | sha256sum} prints. */
    static final String API_KEY_HASH = "2a6e19959d52b15f6a60687176e3c861c855ae40195e08c2abaa52598f4d5a90";
    /** What a node needs. */
    static final Map<String, Object> SETTINGS = Map.of("roomwire.topics.read", "token",
            "roomwire.jwt.secret", Jwt.SECRET, "roomwire.hmac.secret", Signed.SECRET,
            "roomwire.api-keys", "feeder:" + API_KEY_HASH, "roomwire.projects.streams-per-user", "1000");
    /** The same for a node as a process. */
    static final Map<String, String> ENVIRONMENT = Map.of("ROOMWIRE_TOPICS_READ", "token",
            "ROOMWIRE_JWT_SECRET", Jwt.SECRET, "ROOMWIRE_HMAC_SECRET", Signed.SECRET,
            "ROOMWIRE_API_KEYS", "feeder:" + API_KEY_HASH, "ROOMWIRE_PROJECTS_STREAMS_PER_USER", "1000");

    static OneOfEach on(URI node) {
        String owner = TestRedis.freshName("mia");
        Calls calls = new Calls(node, tokenOf(owner, Map.of()));
        String agent = Json.at(calls.post("/api/v1/agents/register",
                "{\"hostname\":\"h\",\"os\":\"linux\",\"version\":\"1\"}"), "agent_token").getStringValue();
        String one = calls.dongle(agent, owner);
        String two = calls.dongle(agent, owner);
        return new OneOfEach(node, owner, Topic.fresh(), calls.room(),
                Json.at(calls.post("/api/v1/rooms", "{\"inputText\":\"A story\"}"), "id").getStringValue(),
                Json.at(calls.post("/api/models", "{\"name\":\"Alpha\"}"), "id").getLongValue(), calls.project(owner),
                agent, one, calls.dongle(agent, ""), Json.at(calls.post("/api/v1/groups", "{\"dongle_a_id\":\"" + one
                + "\",\"dongle_b_id\":\"" + two + "\"}"), "id").getStringValue());
    }

    /** The owner's, good for everything. */
    String token() {
        return tokenOf(owner, Map.of("read", List.of(topic.stream()), "append", List.of(topic.stream())));
    }

    /** A token as the identity provider gives it, with further claims. */
    static String tokenOf(String subject, Map<String, Object> claims) {
        return Jwt.of(subject, claims(claims), Duration.ofMinutes(10));
    }

    /** What every token of the identity provider says. */
    static Map<String, Object> claims(Map<String, Object> more) {
        Map<String, Object> claims = new HashMap<>(Map.of("aud", List.of("authenticated"),
                "email", "mia@example.org"));
        claims.putAll(more);
        return claims;
    }

    String roomPath() {
        return "/api/rooms/" + room + "/events";
    }

    String logPath() {
        return "/api/v1/rooms/" + log + "/logs";
    }

    String modelPath() {
        return "/api/trading/stream/" + model;
    }

    /** For services. */
    String servicePath() {
        return "/v1/projects/" + project + "/chat/stream";
    }

    /** For browsers. */
    String projectPath() {
        return "/api/persistent-chat/stream?projectId=" + project;
    }

    static String donglePath(String dongle) {
        return "/api/v1/streams/dongles/" + dongle + "/console";
    }

    String groupPath() {
        return "/api/v1/streams/groups/" + group + "/console";
    }

    /** Of streams on one connection, each as {@code system:name}. */
    static String bundle(String... streams) {
        return "/api/v1/events?streams=" + String.join(",", streams);
    }

    /** All of them on one connection. */
    String bundlePath() {
        return bundle(topic.stream(), "room:" + room, "worklog:" + log, "trading:" + model, "project:" + project,
                "dongle:" + dongle, "group:" + group);
    }

    /** What the owner's session posts, whatever is answered. */
    HttpResponse<String> post(String path, String body) {
        return send("POST", path, body, "Authorization", "Bearer " + token());
    }

    /** With these headers only. */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        try {
            return Http.send(method, node.resolve(path), body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** What a service of the owner sends. */
    HttpResponse<String> signed(String method, String path, String body) {
        return send(method, path, body, Signed.headers(Signed.SECRET, owner, body));
    }

    /** Makes one thing happen in each system but the console, each with this JSON string's content as its text. */
    void tellAll(String text) {
        List<HttpResponse<String>> answers = new ArrayList<>();
        answers.add(topic.post(node, "{\"name\":\"e\",\"data\":{\"text\":\"" + text + "\"}}"));
        answers.add(send("POST", "/api/chat/rooms/" + room + "/messages", "{\"user_session_id\":\"u1\","
                + "\"user_nickname\":\"Mia\",\"visibility\":\"public\",\"message_type\":\"public_plain\",\"text\":\""
                + text + "\"}"));
        answers.add(post(logPath(), "{\"agentType\":\"story\",\"level\":\"info\",\"message\":\"" + text + "\"}"));
        answers.add(post("/api/trading/events/" + model, "{\"type\":\"status\",\"data\":{\"message\":\"" + text
                + "\"}}"));
        answers.add(post("/api/persistent-chat/messages", "{\"project_id\":\"" + project + "\",\"text\":\"" + text
                + "\",\"target\":\"team\"}"));
        answers.stream().filter(answer -> answer.statusCode() / 100 != 2).findFirst().ifPresent(refused -> {
            throw new AssertionError(refused.uri() + " " + refused.statusCode() + " " + refused.body());
        });
    }

    /** What makes the streams. */
    private record Calls(URI node, String token) {

        String post(String path, String body) {
            return send("POST", path, body, "Authorization", "Bearer " + token);
        }

        String send(String method, String path, String body, String... headers) {
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

        String room() {
            String room = TestRedis.freshName("room").replace('-', '_');
            send("POST", "/api/agents/" + room + "/register", "{\"agent_name\":\"One\"}",
                    "x-control-token", Node.CONTROL_TOKEN);
            return room;
        }

        String project(String owner) {
            String project = TestRedis.freshName("p");
            String body = "{\"owner\":\"" + owner + "\",\"collaborators\":[]}";
            send("PUT", "/v1/projects/" + project, body, Signed.headers(Signed.SECRET, owner, body));
            return project;
        }

        /** One that no other test has; nobody's if the owner is empty. */
        String dongle(String agent, String owner) {
            String claimed = owner.isEmpty() ? "" : ",\"owner_user_id\":\"" + owner + '"';
            String device = String.format("%016x", ThreadLocalRandom.current().nextLong());
            JsonNode devices = Json.at(send("POST", "/api/v1/agents/devices/report",
                    "{\"devices\":[{\"device_id\":\"" + device + "\"" + claimed + "}]}",
                    "Authorization", "Bearer " + agent), "devices");
            return Json.at(Json.text(Objects.requireNonNull(devices.get(0))), "id").getStringValue();
        }
    }
}
