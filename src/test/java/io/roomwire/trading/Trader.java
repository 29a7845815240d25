package io.roomwire.trading;

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
import java.time.Duration;
import java.util.Map;

/**
 * A user with a token, at one node.
 *
 * @param token valid for ten minutes
 */
record Trader(URI node, String subject, String token) {

    static final String API_KEY = "api-key-of-the-tests";

    /** What a node needs to know Traders and the API key {@code ingest-agent}. */
    static final Map<String, Object> SETTINGS = Map.of("roomwire.jwt.secret", Jwt.SECRET, "roomwire.api-keys",
            "ingest-agent:2a6e19959d52b15f6a60687176e3c861c855ae40195e08c2abaa52598f4d5a90", "roomwire.trading.step",
            "5ms",
            "roomwire.trading.keepalive", "1s", "roomwire.trading.session-claim", "3s");

    /** A user whom no other test knows. */
    static Trader at(Node node) {
        return named(node.address(), TestRedis.freshName("user"));
    }

    static Trader named(URI node, String subject) {
        return new Trader(node, subject, Jwt.of(subject, Map.of("aud", "authenticated", "email", "mia@example.org"),
                Duration.ofMinutes(10)));
    }

    /** The same user at another node. */
    Trader at(URI other) {
        return new Trader(other, subject, token);
    }

    Answer get(String path) {
        return ask("GET", path, "", "Authorization", "Bearer " + token);
    }

    Answer post(String path, String body) {
        return ask("POST", path, body, "Authorization", "Bearer " + token);
    }

    /** With these headers only. */
    Answer ask(String method, String path, String body, String... headers) {
        try {
            return Answer.of(Http.send(method, node.resolve(path), body, headers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a model called Alpha with 10,000 in cash; its id is the answer. */
    long model() {
        return Json.at(post("/api/models", "{\"name\":\"Alpha\"}").body(), "id").getLongValue();
    }

    /** Posts an event and demands that it is taken; its id is the answer. */
    long tell(long model, String type, String data) {
        Answer answer = post("/api/trading/events/" + model, "{\"type\":\"" + type + "\",\"data\":" + data + "}");
        if (answer.status() != 202) {
            throw new AssertionError(answer);
        }
        return Json.at(answer.body(), "id").getLongValue();
    }

    void trade(long model, String action, String symbol, String amount, String price) {
        tell(model, "trade", """
                {"action":"%s","symbol":"%s","amount":%s,"price":%s}""".formatted(action, symbol, amount, price));
    }

    String path(long model) {
        return "/api/trading/stream/" + model + "?token=" + token;
    }

    SseViewer watch(long model) {
        return SseViewer.watch(node, path(model)).awaitLive();
    }

    /** What tests compare of an answer. */
    record Answer(int status, String body, String authenticate) {

        static Answer of(HttpResponse<String> response) {
            return new Answer(response.statusCode(), response.body(),
                    response.headers().firstValue("WWW-Authenticate").orElse(""));
        }

        static Answer ok(String body) {
            return new Answer(200, body, "");
        }

        static Answer refusal(int status, String detail) {
            return new Answer(status, "{\"detail\":\"" + detail + "\",\"status_code\":" + status + "}",
                    status == 401 ? "Bearer" : "");
        }
    }
}
