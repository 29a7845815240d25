package io.roomwire.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.hub.CloseReason;
import io.roomwire.hub.Stats;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection whose server was taken out behind the head of a stream. */
@Timeout(30)
final class StreamTailIT {

    private final Node node = Node.start(TestRedis.uri());
    private final Stats stats = node.bean(Stats.class);
    private final Topic topic = Topic.fresh();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void endsWithTheLastChunkAndTheConnection() {
        try (RawSse viewer = live()) {
            node.stop();
            assertThat(viewer.readToEnd()).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void doesNotAnswerWhatComesAfterTheStreamBegan() {
        try (RawSse viewer = live()) {
            viewer.get("/healthz").send("GET /half");
            long id = topic.append(node.address(), "1");
            assertThat(viewer.readChunk()).isEqualTo("id: " + id + "\nevent: e\ndata: 1\n\n");
            node.stop();
            assertThat(viewer.readToEnd()).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void streamsAlthoughTheRequestCameWithTheNextOne() {
        String request = "GET " + topic.path() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (RawSse viewer = RawSse.connect(node.address())) {
            viewer.send(request + request + "GET /half").readHead();
            greeted(viewer);
            long id = topic.append(node.address(), "1");
            assertThat(viewer.readChunk()).isEqualTo("id: " + id + "\nevent: e\ndata: 1\n\n");
        }
        await().untilAsserted(() -> assertThat(stats.connections()).containsEntry("topic", 0L));
    }

    @Test
    void noticesThatAClientLeftThatHadSentMore() {
        try (RawSse viewer = live()) {
            viewer.send("x".repeat(100_000));
        }
        await().until(() -> stats.closes(CloseReason.CLIENT_GONE) == 1);
        assertThat(stats.connections()).containsEntry("topic", 0L);
    }

    private RawSse live() {
        RawSse viewer = RawSse.connect(node.address());
        viewer.get(topic.path()).readHead();
        greeted(viewer);
        return viewer;
    }

    private static void greeted(RawSse viewer) {
        assertThat(viewer.readChunksThrough("\n\n")).isEqualTo(": connected\n\n");
        viewer.readChunk();
        assertThat(viewer.readChunk()).startsWith("retry: ");
    }
}
