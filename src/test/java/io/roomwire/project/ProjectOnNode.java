package io.roomwire.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A project as services and browsers use it, over HTTP. Its owner is mia, its one collaborator tom.
 *
 * @param node the one that answers
 */
record ProjectOnNode(String id, URI node) {

    static final String SECRET = "hmac-secret-of-the-tests-0123456789";
    /** With places for everybody: the same users are in many tests. */
    static final Map<String, Object> SETTINGS = Map.of("roomwire.hmac.secret", SECRET, "roomwire.jwt.secret", Jwt.SECRET,
            "roomwire.projects.streams-per-user", "1000");
    private static final String BROWSER = "/api/persistent-chat";

    static ProjectOnNode fresh(Node node) {
        ProjectOnNode project = unknown(node);
        HttpResponse<String> answer = project.service("", "PUT", "", "{\"owner\":\"mia\",\"collaborators\":[\"tom\"]}");
        if (answer.statusCode() != 204) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return project;
    }

    static ProjectOnNode unknown(Node node) {
        return new ProjectOnNode(TestRedis.freshName("p"), node.address());
    }

    /** The same project at another node. */
    ProjectOnNode at(Node other) {
        return at(other.address());
    }

    ProjectOnNode at(URI other) {
        return new ProjectOnNode(id, other);
    }

    String path() {
        return "/v1/projects/" + id;
    }

    /** A signed request for a user, none if blank; the path goes on behind the project's. */
    HttpResponse<String> service(String user, String method, String path, String body, String... headers) {
        return signed(user, method, path() + path, body, headers);
    }

    /** A signed request to any path. */
    HttpResponse<String> signed(String user, String method, String path, String body, String... headers) {
        String now = Long.toString(Instant.now().getEpochSecond());
        List<String> all = new ArrayList<>(List.of("x-sheen-timestamp", now, "x-sheen-signature", sign(now + body)));
        if (!user.isBlank()) {
            all.addAll(List.of("x-user-id", user));
        }
        all.addAll(List.of(headers));
        return send(method, path, body, all.toArray(String[]::new));
    }

    HttpResponse<String> get(String user, String path) {
        return service(user, "GET", "/chat" + path, "");
    }

    /** A request with the user's token as Bearer; the path goes on behind the browsers'. */
    HttpResponse<String> browser(String user, String method, String path, String body) {
        return send(method, BROWSER + path, body, "Authorization", "Bearer " + token(user));
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        try {
            return Http.send(method, node.resolve(path), body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts as a service for the user. */
    HttpResponse<String> post(String user, String text, String clientId) {
        return service(user, "POST", "/chat/messages", message(text, clientId));
    }

    /** Posts and tells the id of the event. */
    long say(String user, String text) {
        HttpResponse<String> answer = post(user, text, TestRedis.freshName("c"));
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return Json.at(answer.body(), "seq").getLongValue();
    }

    List<Long> sayAll(int count) {
        List<Long> seqs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            seqs.add(say("mia", "m" + i));
        }
        return seqs;
    }

    static String message(String text, String clientId) {
        return "{\"text\":\"" + text + "\",\"client_msg_id\":\"" + clientId + "\",\"mode\":\"unified\"}";
    }

    /** What a signed GET of the stream is asked with. */
    String[] streamHeaders(String user, String... more) {
        String now = Long.toString(Instant.now().getEpochSecond());
        List<String> lines = new ArrayList<>(List.of("x-sheen-timestamp: " + now, "x-sheen-signature: " + sign(now),
                "x-user-id: " + user));
        lines.addAll(List.of(more));
        return lines.toArray(String[]::new);
    }

    String streamPath() {
        return path() + "/chat/stream";
    }

    /** The path of a browser's stream, with its token in the query. */
    String watchPath(String user, String query) {
        return BROWSER + "/stream?projectId=" + id + query + "&token=" + token(user);
    }

    SseViewer watch(String user, String query) {
        return SseViewer.watch(node, watchPath(user, query));
    }

    static String token(String user) {
        return Jwt.of(user, Map.of(), Duration.ofMinutes(5));
    }

    static String sign(String text) {
        return sign(SECRET, text);
    }

    static String sign(String secret, String text) {
        return sign(secret, text.getBytes(UTF_8));
    }

    static String sign(String secret, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The texts of a service's page, in its order. */
    static List<String> texts(HttpResponse<String> page, String list) {
        return each(Json.at(page.body(), list)).stream()
                .map(message -> Objects.requireNonNull(message.get("message")))
                .map(message -> Objects.requireNonNull(message.get("text")).getStringValue()).toList();
    }

    /** A text of the first object of a list. */
    static String first(String json, String list, String... path) {
        JsonNode node = each(Json.at(json, list)).getFirst();
        for (String name : path) {
            node = Objects.requireNonNull(node.get(name), name);
        }
        return node.getStringValue();
    }

    static List<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.values().spliterator(), false).toList();
    }
}
