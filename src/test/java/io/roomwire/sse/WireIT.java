package io.roomwire.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The exact bytes of a stream. Text here is one character per byte. */
@TestInstance(Lifecycle.PER_CLASS)
final class WireIT {

    private final Node node = Node.start(TestRedis.uri());
    private final URI address = node.address();
    private final Topic topic = Topic.fresh();

    @AfterAll
    void close() {
        node.close();
    }

    @Test
    void theHeadComesWithTheFirstCommentBeforeAnyEvent() {
        try (RawSse raw = RawSse.connect(address)) {
            String head = raw.get(topic.path()).readHead();
            assertThat(head).startsWith("HTTP/1.1 200 OK\r\n").doesNotContainIgnoringCase("content-length");
            assertThat(head.lines().map(String::strip)).contains("Content-Type: text/event-stream",
                    "Cache-Control: no-cache, no-transform", "X-Accel-Buffering: no", "Connection: keep-alive");
            assertThat(head).containsOnlyOnce("\r\ntransfer-encoding: chunked\r\n");
            assertThat(raw.readChunksThrough("\n\n")).isEqualTo(": connected\n\n");
        }
    }

    @Test
    void aPositionBlockAndARetryFollow() {
        long newest = topic.append(address, "1");
        try (RawSse raw = RawSse.connect(address)) {
            raw.get(topic.path()).readHead();
            assertThat(raw.readChunk() + raw.readChunk() + raw.readChunk())
                    .matches(": connected\n\nid: " + newest + "\n\nretry: [1-9][0-9]{3}\n\n");
        }
    }

    @Test
    void anEventIsOneChunkWithIdBeforeNameBeforeOneLineOfData() {
        try (RawSse raw = live()) {
            long id = topic.append(address, "{\n\"a\": 1}");
            String block = "id: " + id + "\nevent: e\ndata: {\"a\": 1}\n\n";
            String chunk = Integer.toHexString(block.length()) + "\r\n" + block + "\r\n";
            assertThat(raw.readThrough(chunk)).isEqualTo(chunk);
        }
    }

    @Test
    void textOfAnyScriptIsUtf8() {
        String text = "\"Grüße, 東京 🎈 \u2028\"";
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try (RawSse raw = live()) {
            topic.append(address, text);
            assertThat(raw.readChunk()).endsWith("\ndata: " + bytes + "\n\n");
        }
    }

    @Test
    void anEventOf90KilobytesComesWhole() {
        String data = "\"" + IntStream.range(0, 9_000).mapToObj("%010d"::formatted).reduce("", String::concat) + "\"";
        try (RawSse raw = live()) {
            topic.append(address, data);
            assertThat(raw.readChunksThrough("\"\n\n")).endsWith("\nevent: e\ndata: " + data + "\n\n");
        }
    }

    @Test
    void chunksEndWhereBlocksEnd() {
        try (RawSse raw = live()) {
            List<Long> ids = IntStream.range(0, 100).mapToObj(n -> topic.append(address, "" + n)).toList();
            for (int n = 0; n < 100; n++) {
                assertThat(raw.readChunk()).isEqualTo("id: " + ids.get(n) + "\nevent: e\ndata: " + n + "\n\n");
            }
        }
    }

    @Test
    void http10GetsTheSameBlocksWithoutChunks() {
        try (RawSse raw = RawSse.connect(address)) {
            raw.send("GET " + topic.path() + " HTTP/1.0\r\n\r\n");
            assertThat(raw.readHead()).matches("(?s)HTTP/1.[01] 200 OK\r\n.*").doesNotContainIgnoringCase("chunked")
                    .doesNotContainIgnoringCase("content-length").containsIgnoringCase("\r\nconnection: close\r\n");
            assertThat(raw.readThrough("\n\n")).isEqualTo(": connected\n\n");
            assertThat(raw.readThrough("\n\n")).startsWith("id: ");
            assertThat(raw.readThrough("\n\n")).startsWith("retry: ");
            long id = topic.append(address, "1");
            assertThat(raw.readThrough("\n\n")).isEqualTo("id: " + id + "\nevent: e\ndata: 1\n\n");
        }
    }

    @Test
    void anHttp10StreamEndsWithItsConnection() {
        try (Node ending = Node.start(TestRedis.uri()); RawSse raw = RawSse.connect(ending.address())) {
            raw.send("GET " + topic.path() + " HTTP/1.0\r\n\r\n").readHead();
            raw.readThrough("retry: ");
            ending.stop();
            assertThat(raw.readToEnd()).matches("[0-9]{4}\n\n");
        }
    }

    @Test
    void http2OverCleartextCarriesTheSameBlocks() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpRequest request = HttpRequest.newBuilder(address.resolve(topic.path())).build();
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(response.headers().firstValue("Connection")).isEmpty();
            try (InputStream in = response.body()) {
                assertThat(through(in, ": connected\n\n")).isEqualTo(": connected\n\n");
                through(in, "retry: ");
                through(in, "\n\n");
                long id = topic.append(address, "1");
                assertThat(through(in, "\n\n")).isEqualTo("id: " + id + "\nevent: e\ndata: 1\n\n");
            }
            client.shutdownNow();
        }
    }

    @Test
    void aConnectionWithAStreamBehindAnotherRequestWorks() {
        try (RawSse raw = RawSse.connect(address)) {
            raw.get("/healthz").readThrough("}");
            assertThat(raw.get(topic.path()).readHead()).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(raw.readChunksThrough("\n\n")).isEqualTo(": connected\n\n");
        }
    }

    @Test
    void aHeadRequestEnds() {
        try (RawSse raw = RawSse.connect(address)) {
            raw.request("HEAD " + topic.path() + " HTTP/1.1", "Connection: close");
            assertThat(raw.readHead()).startsWith("HTTP/1.1 ");
            assertThat(raw.readToEnd()).isEmpty();
        }
    }

    @Test
    void aHalfWrittenRequestDoesNotDisturbOthers() {
        try (RawSse half = RawSse.connect(address); SseViewer viewer = topic.watch(address)) {
            half.send("GET " + topic.path() + " HTTP/1.1\r\nHost: loc");
            long id = topic.append(address, "1");
            assertThat(viewer.awaitId(id).ids()).containsExactly(id);
        }
    }

    /** Connected, greeted, and told its position. */
    private RawSse live() {
        RawSse raw = RawSse.connect(address);
        raw.get(topic.path()).readHead();
        assertThat(List.of(raw.readChunk(), raw.readChunk(), raw.readChunk())).last().asString().startsWith("retry: ");
        return raw;
    }

    private static String through(InputStream in, String marker) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().endsWith(marker)) {
            int c = in.read();
            if (c < 0) {
                throw new AssertionError("ended after <" + read + ">");
            }
            read.append((char) c);
        }
        return read.toString();
    }
}
