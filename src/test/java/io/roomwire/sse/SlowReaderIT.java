package io.roomwire.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.internal.PlatformDependent;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Appended;
import io.roomwire.hub.Hub;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A reader that does not read costs its node next to nothing, and the other readers nothing. */
final class SlowReaderIT {

    private static final String KILOBYTE = "\"" + "x".repeat(1022) + "\"";
    private static final int ROUND = 500;
    private static final long FLAT = 5_000_000;

    private final Topic topic = Topic.fresh();

    @Test
    void memoryStaysFlatAndOthersGetAllWhileOneReadsNothing() {
        try (Node node = Node.start(TestRedis.uri(), Map.of("roomwire.sse.slow-reader", "5m"));
                SseViewer other = topic.watch(node.address()); RawSse slow = RawSse.connectNarrow(node.address())) {
            slow.get(topic.path());
            append(node, other, 20);
            long before = PlatformDependent.usedDirectMemory();
            append(node, other, 80);
            long after = PlatformDependent.usedDirectMemory();
            assertThat(before).isPositive();
            assertThat(after - before).isLessThan(FLAT);
            assertThat(other.ids()).hasSize(100 * ROUND).isSorted();
            assertThat(other.resets()).isEmpty();
            assertGoesOn(node, slow);
        }
    }

    /** What it was sent before, then a reset in place of what the ring has lost, then what comes now. */
    private void assertGoesOn(Node node, RawSse slow) {
        assertThat(slow.widen().readHead()).startsWith("HTTP/1.1 200 ");
        String early = slow.readThrough("event: stream_reset\n");
        assertThat(early).contains("event: e\n");
        slow.readThrough("\n\n");
        long next = topic.append(node.address(), "\"now\"");
        assertThat(slow.readThrough("\"now\"\n\n")).contains("id: " + next + "\n");
    }

    @Test
    void aReaderThatTakesNothingForTooLongIsClosedAndCounted() throws IOException {
        try (Node node = Node.start(TestRedis.uri(), Map.of("roomwire.sse.slow-reader", "1s"));
                SseViewer other = topic.watch(node.address()); RawSse slow = RawSse.connectNarrow(node.address())) {
            slow.get(topic.path());
            append(node, other, 20);
            String counted = "(?s).*\nroomwire_closes_total\\{[^}]*slow_reader[^}]*} 1.0\n.*";
            await().until(() -> metrics(node).matches(counted));
            assertThat(slow.readToEnd()).doesNotEndWith("\r\n0\r\n\r\n");
            append(node, other, 1);
            assertThat(other.connections()).isEqualTo(1);
        }
    }

    /** Rounds no larger than the ring, each taken by the other viewer before the next. */
    private void append(Node node, SseViewer other, int rounds) {
        Hub hub = node.bean(Hub.class);
        Append append = Append.of(new StreamKey("topic", topic.name()), "e", KILOBYTE);
        int have = other.events().size();
        for (int round = 1; round <= rounds; round++) {
            var flight = IntStream.range(0, ROUND).mapToObj(i -> hub.append(append)).toList();
            for (CompletionStage<Appended> appended : flight) {
                Outcome.of(appended);
            }
            other.awaitEvents(have + round * ROUND);
        }
    }

    private static String metrics(Node node) throws IOException {
        return Http.get(node.address().resolve("/prometheus")).body();
    }
}
