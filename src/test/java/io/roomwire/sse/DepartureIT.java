package io.roomwire.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.hub.CloseReason;
import io.roomwire.hub.Stats;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How streams begin and end that are not there for long. */
@Timeout(30)
final class DepartureIT {

    private static final Duration SOON = Duration.ofSeconds(3);

    private final Node node = Node.start(TestRedis.uri(), Map.of("roomwire.sse.streams", 1));
    private final Stats stats = node.bean(Stats.class);
    private final Topic topic = Topic.fresh();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void anHttp2ConnectionThatIsClosedIsNoticedWithoutAnyWrite() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.address().resolve(topic.path())).build();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
                InputStream body = client.send(request, BodyHandlers.ofInputStream()).body()) {
            assertThat(body.read()).isEqualTo(':');
            client.shutdownNow();
            await().atMost(SOON).until(() -> stats.closes(CloseReason.CLIENT_GONE) == 1);
        }
        assertThat(stats.connections()).containsEntry("topic", 0L);
    }

    @Test
    void anHttp1ConnectionThatIsClosedIsNoticed() {
        try (RawSse viewer = RawSse.connect(node.address())) {
            viewer.get(topic.path()).readThrough(": connected");
        }
        await().atMost(SOON).until(() -> stats.closes(CloseReason.CLIENT_GONE) == 1);
    }

    @Test
    void aClientThatWantsNoOtherAnswerIsNotToldThatTheConnectionStays() {
        try (RawSse viewer = RawSse.connect(node.address())) {
            assertThat(viewer.get(topic.path(), "Connection: close").readHead())
                    .containsOnlyOnce("onnection: ").contains("connection: close");
        }
    }

    @Test
    void aRefusalIsAStreamThatEndsAndIsCounted() {
        try (RawSse viewer = RawSse.connect(node.address()); RawSse tooMany = RawSse.connect(node.address())) {
            viewer.get(topic.path()).readThrough(": connected");
            String head = tooMany.get(topic.path(), "Connection: close").readHead();
            assertThat(head).startsWith("HTTP/1.1 200 OK").contains("text/event-stream", "X-Accel-Buffering: no");
            assertThat(tooMany.readToEnd()).contains("retry: ", "event: unavailable\n", "\"too_many_streams\"")
                    .endsWith("\n\n").doesNotContain("id:");
            assertThat(stats.closes(CloseReason.REFUSED)).isOne();
            assertThat(stats.connections()).containsEntry("topic", 1L);
        }
    }
}
