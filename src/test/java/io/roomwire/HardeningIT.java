package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** One case per abuse of the plain stream and of HTTP: refused without a 500, and the node serves on. */
@TestInstance(Lifecycle.PER_CLASS)
final class HardeningIT {

    private static final int ROUNDS = 300;

    private final Node node = Node.start(TestRedis.uri());
    private final URI address = node.address();
    private final Topic topic = Topic.fresh();

    @AfterAll
    void close() {
        node.close();
    }

    @AfterEach
    void servesOn() {
        try (SseViewer viewer = topic.watch(address)) {
            long id = topic.append(address, "1");
            assertThat(viewer.awaitId(id).ids()).containsExactly(id);
        }
    }

    @Test
    void randomQueries() {
        Random random = new Random(1);
        for (int i = 0; i < ROUNDS; i++) {
            String query = List.of("last_event_id", "after", "limit", "x").get(random.nextInt(4)) + "="
                    + text(random, 1 + random.nextInt(30)).replaceAll("[ #]", "");
            assertRefusedOrServed("GET " + history() + "?" + query + " HTTP/1.1");
            assertRefusedOrServed("GET " + topic.path() + "?" + query + " HTTP/1.1");
        }
    }

    @Test
    void randomPaths() {
        Random random = new Random(2);
        for (int i = 0; i < ROUNDS; i++) {
            assertRefusedOrServed("GET /api/v1/streams/topic:" + text(random, 20).replaceAll("[ #]", "")
                    + "/events HTTP/1.1");
        }
    }

    @Test
    void randomBodies() {
        Random random = new Random(3);
        for (int i = 0; i < ROUNDS; i++) {
            StringBuilder body = new StringBuilder("{\"name\":\"e\",\"data\":{\"a\":[1,\"b\"]}}");
            body.setCharAt(random.nextInt(body.length()), (char) random.nextInt(128));
            body.deleteCharAt(random.nextInt(body.length()));
            assertThat(topic.post(address, body.toString()).statusCode()).as(body.toString()).isIn(201, 400);
        }
    }

    @Test
    void bytesThatAreNoText() throws IOException {
        try (RawSse raw = RawSse.connect(address)) {
            String body = "{\"name\":\"e\",\"data\":\"\u00ff\u00fe\"}";
            raw.request("POST " + topic.path() + " HTTP/1.1", "x-control-token: " + Node.CONTROL_TOKEN,
                    "Content-Type: application/json", "Content-Length: " + body.length(), "Connection: close");
            assertThat(raw.send(body).readToEnd()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void jsonNestedAThousandDeep() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        assertThat(topic.post(address, "{\"name\":\"e\",\"data\":" + deep + "}").statusCode()).isEqualTo(400);
    }

    @Test
    void aHeaderOf16Kilobytes() {
        assertRefusedOrServed("GET " + topic.path() + " HTTP/1.1", "X-Long: " + "x".repeat(16 * 1024));
    }

    @Test
    void aPositionOf16Kilobytes() {
        assertRefusedOrServed("GET " + topic.path() + " HTTP/1.1", "Last-Event-ID: " + "1.".repeat(4 * 1024));
    }

    @Test
    void aRequestLineOf100Kilobytes() {
        assertRefusedOrServed("GET /" + "x".repeat(100_000) + " HTTP/1.1");
    }

    @Test
    void lineBreaksInIdempotencyKeys() {
        assertRefusedOrServed("POST " + topic.path() + " HTTP/1.1", "x-control-token: " + Node.CONTROL_TOKEN,
                "Content-Length: 0", "Idempotency-Key: a\rb");
    }

    @Test
    void aBodyThatNeverEnds() {
        try (RawSse raw = RawSse.connect(address)) {
            raw.request("POST " + topic.path() + " HTTP/1.1", "x-control-token: " + Node.CONTROL_TOKEN,
                    "Content-Type: application/json", "Content-Length: 1000000000");
            raw.send("{\"name\":\"");
            assertThat(raw.readThrough("\r\n")).isEqualTo("HTTP/1.1 413 Request Entity Too Large\r\n");
        }
    }

    @Test
    void methodsThatNobodyOffers() throws IOException {
        for (String method : List.of("PUT", "DELETE", "PATCH", "BREW")) {
            assertThat(Http.send(method, address.resolve(topic.path()), "").statusCode()).isIn(404, 405);
        }
    }

    @Test
    void manyStreamsOpenedAndDropped() {
        for (int i = 0; i < ROUNDS; i++) {
            try (RawSse raw = RawSse.connect(address)) {
                raw.get(topic.path());
            }
        }
    }

    @Test
    void garbageInsteadOfHttp() {
        Random random = new Random(4);
        for (int i = 0; i < 50; i++) {
            try (RawSse raw = RawSse.connect(address)) {
                raw.send(text(random, 200) + "\r\n\r\n");
                assertThat(raw.readThrough("\r\n")).doesNotContain(" 500 ");
            }
        }
    }

    private void assertRefusedOrServed(String line, String... headers) {
        try (RawSse raw = RawSse.connect(address)) {
            assertThat(raw.request(line, headers).readThrough("\r\n")).as(line)
                    .matches("HTTP/1[.][01] (200|400|401|404|405|413|414|415|431) [A-Za-z -]+\r\n");
        }
    }

    private String history() {
        return "/api/v1/streams/topic:" + topic.name() + "/history";
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, 0x20, 0x7f).forEach(c -> text.append((char) c));
        return text.toString();
    }
}
