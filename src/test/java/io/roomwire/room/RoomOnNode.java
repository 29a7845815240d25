package io.roomwire.room;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * A room as clients use it, over HTTP.
 *
 * @param id its agent is called Nova Prime; its days are those of UTC
 * @param node the one that answers
 */
record RoomOnNode(String id, URI node) {

    /** Agents that speak only when spoken to. */
    static final Map<String, Object> QUIET = Map.of("roomwire.rooms.proactive.enabled", "false",
            "roomwire.rooms.reply.any", "0", "roomwire.rooms.reply.question", "0", "roomwire.rooms.reply.plain", "0");

    /** A new room with a running agent. */
    static RoomOnNode running(Node node) {
        RoomOnNode room = stopped(node);
        room.change("start", "{}");
        return room;
    }

    /** A new room whose agent does not run. */
    static RoomOnNode stopped(Node node) {
        RoomOnNode room = unknown(node);
        room.change("register", "{\"agent_name\":\"Nova Prime\",\"time_zone\":\"UTC\"}");
        return room;
    }

    /** A room of which nobody has heard. */
    static RoomOnNode unknown(Node node) {
        return new RoomOnNode(TestRedis.freshName("t").replace('-', '_'), node.address());
    }

    /** The same room at another node. */
    RoomOnNode at(Node other) {
        return new RoomOnNode(id, other.address());
    }

    /** Registers, unregisters, starts or stops the agent. */
    void change(String action, String body) {
        HttpResponse<String> answer = send("POST", "/api/agents/" + id + '/' + action, body);
        if (answer.statusCode() != 200) {
            throw new AssertionError(action + ": " + answer.body());
        }
    }

    /** Posts a plain line for everybody. */
    HttpResponse<String> say(String session, String text) {
        return message(body(session, "public", "public_plain", text));
    }

    HttpResponse<String> mention(String session, String text) {
        return message(body(session, "public", "public_mention_agent", text));
    }

    HttpResponse<String> whisper(String session, String text) {
        return message(body(session, "private", "private_agent_dm", text));
    }

    HttpResponse<String> message(String body) {
        return send("POST", "/api/chat/rooms/" + id + "/messages", body);
    }

    /** The texts in the public history, after the query, for example {@code ?limit=3}. */
    List<String> inPublic(String query) {
        return texts(send("GET", "/api/chat/rooms/" + id + "/public" + query, ""));
    }

    List<String> inPrivate(String session) {
        return texts(send("GET", "/api/chat/rooms/" + id + "/private?user_session_id=" + session, ""));
    }

    Answer get(String path) {
        return ask("GET", path, "");
    }

    /** With the control token. */
    Answer control(String method, String path, String body) {
        return Answer.of(send(method, path, body));
    }

    /** With these headers only. */
    Answer ask(String method, String path, String body, String... headers) {
        return Answer.of(request(method, path, body, headers));
    }

    /** Posts with chunks of an unknown whole, as a program that reads a log does. */
    Answer stream(String path, String body, String... headers) {
        HttpRequest request = HttpRequest.newBuilder(node.resolve(path)).headers(headers)
                .timeout(Duration.ofSeconds(20)).POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))).build();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return Answer.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    SseViewer watch(String path) {
        return SseViewer.watch(node, path);
    }

    SseViewer resume(String path, String lastEventId) {
        return SseViewer.resume(node, path, lastEventId);
    }

    /** With the control token, unless there are other headers. */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        String[] token = {"x-control-token", Node.CONTROL_TOKEN};
        return request(method, path, body, headers.length == 0 ? token : headers);
    }

    private HttpResponse<String> request(String method, String path, String body, String... headers) {
        try {
            return Http.send(method, node.resolve(path), body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String body(String session, String visibility, String type, String text) {
        return """
                {"user_session_id":"%s","user_nickname":"Mia","visibility":"%s","message_type":"%s","text":"%s"}"""
                .formatted(session, visibility, type, text);
    }

    private static List<String> texts(HttpResponse<String> history) {
        return StreamSupport.stream(Json.at(history.body(), "data", "messages").values().spliterator(), false)
                .map(message -> Objects.requireNonNull(message.get("text")).getStringValue()).toList();
    }
}
