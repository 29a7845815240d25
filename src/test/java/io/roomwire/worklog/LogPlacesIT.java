package io.roomwire.worklog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.hub.RefusalReason;
import io.roomwire.hub.Stats;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The streams of one room are counted over all nodes. */
@Timeout(30)
final class LogPlacesIT {

    private final Node first = Node.start(TestRedis.uri(), capped());
    private final Node second = Node.start(TestRedis.uri(), capped());
    private final LogOnNode room = LogOnNode.created(first);

    private static Map<String, Object> capped() {
        Map<String, Object> settings = new HashMap<>(LogOnNode.ACCESS);
        settings.put("roomwire.worklog.streams-per-room", 2);
        return settings;
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void refusesWhatIsTooMuchOnWhateverNodeUntilOneLeaves() {
        try (RawSse one = open(first)) {
            fill(one);
            assertThat(first.bean(Stats.class).refusals(RefusalReason.WORKLOG_STREAMS_PER_ROOM)).isOne();
            await().until(() -> isServed(first.address()));
            try (SseViewer other = LogOnNode.created(second).watch()) {
                assertThat(other.connections()).as("another room has places of its own").isOne();
            }
        }
    }

    /** Takes the last place, on the other node, and gives it back in the end. */
    private void fill(RawSse one) {
        try (RawSse two = open(second)) {
            assertThat(one).isNotSameAs(two);
            for (Node node : new Node[] {first, second}) {
                try (RawSse third = RawSse.connect(node.address())) {
                    assertThat(third.get(room.logs()).readHead()).startsWith("HTTP/1.1 200 ");
                    assertThat(third.readThrough("\n\nretry: ") + third.readThrough("}\n\n"))
                            .contains("event: rate_limited\ndata: {\"type\":\"rate_limited\"");
                }
            }
            HttpResponse<String> refusal = LogOnNode.request("GET",
                    second.address().resolve(room.path() + "/logs"), "", "Authorization", "Bearer " + room.token());
            assertThat(refusal.statusCode()).isEqualTo(429);
            assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private RawSse open(Node node) {
        RawSse stream = RawSse.connect(node.address()).get(room.logs());
        stream.readThrough("event: connected\n");
        return stream;
    }

    private boolean isServed(URI node) {
        try (RawSse stream = RawSse.connect(node).get(room.logs())) {
            stream.readThrough("event: ");
            return stream.readThrough("\n").equals("connected\n");
        }
    }
}
