package io.roomwire.worklog;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseViewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A work log as clients use it, over HTTP.
 *
 * @param id of the room
 * @param node the one that answers
 * @param token of the room's owner
 */
record LogOnNode(String id, URI node, String token) {

    static final String API_KEY = "api-key-of-the-tests";

    /** What a node needs to know tokens and the key. */
    static final Map<String, Object> ACCESS =
            Map.of("roomwire.jwt.secret", Jwt.SECRET, "roomwire.api-keys", "agents:" + sha256(API_KEY));

    /** A new room of Mia's. */
    static LogOnNode created(Node node) {
        return created(node.address(), token("mia"));
    }

    static LogOnNode created(URI node, String token) {
        HttpResponse<String> answer = request("POST", node.resolve("/api/v1/rooms"), "{\"inputText\":\"A story\"}",
                "Authorization", "Bearer " + token);
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.body());
        }
        return new LogOnNode(Json.at(answer.body(), "id").getStringValue(), node, token);
    }

    static String token(String subject) {
        return Jwt.of(subject, Map.of(), Duration.ofMinutes(10));
    }

    LogOnNode at(Node other) {
        return new LogOnNode(id, other.address(), token);
    }

    LogOnNode by(String subject) {
        return new LogOnNode(id, node, token(subject));
    }

    String path() {
        return "/api/v1/rooms/" + id;
    }

    String logs() {
        return path() + "/logs?token=" + token;
    }

    SseViewer watch() {
        return SseViewer.watch(node, logs()).awaitLive();
    }

    /** Behind the room's path, as the owner. */
    HttpResponse<String> send(String method, String rest, String body) {
        return request(method, node.resolve(path() + rest), body, "Authorization", "Bearer " + token);
    }

    /** Behind the room's path, with the API key alone. */
    HttpResponse<String> sendWithKey(String method, String rest, String body) {
        return request(method, node.resolve(path() + rest), body, "X-API-Key", API_KEY);
    }

    /** Posts a line and returns the answer's status. */
    int say(String message) {
        return send("POST", "/logs", line(message)).statusCode();
    }

    void sayAll(int from, int to) {
        IntStream.range(from, to).mapToObj(Integer::toString).forEach(this::say);
    }

    /** The channel on which agents publish. */
    String channel() {
        return "room:" + id + ":logs";
    }

    static String line(String message) {
        return "{\"agentType\":\"story\",\"level\":\"info\",\"message\":\"" + message + "\"}";
    }

    /** The messages of all lines that a viewer has seen, in their order. */
    static List<String> messages(SseViewer viewer) {
        return viewer.data("log").stream().map(data -> Json.at(data, "message").getStringValue()).toList();
    }

    static HttpResponse<String> request(String method, URI uri, String body, String... headers) {
        try {
            return Http.send(method, uri, body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
