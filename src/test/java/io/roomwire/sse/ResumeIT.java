package io.roomwire.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.hub.ResumeResult;
import io.roomwire.hub.Stats;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a stream goes on for a client that names a position, or none. */
@TestInstance(Lifecycle.PER_CLASS)
final class ResumeIT {

    private static final int RETAINED = 10;

    private final Node node = Node.start(TestRedis.uri(), Map.of("roomwire.ring.events", RETAINED));
    private final URI address = node.address();

    @AfterAll
    void close() {
        node.close();
    }

    @Test
    void withoutAPositionItStartsAtTheNewestAndIsToldSo() {
        Topic topic = Topic.fresh();
        List<Long> ids = appended(topic, 3);
        try (SseViewer viewer = topic.watch(address)) {
            long next = topic.append(address, "4");
            viewer.awaitId(next);
            assertThat(viewer.start()).isEqualTo(ids.getLast());
            assertThat(viewer.ids()).containsExactly(next);
        }
    }

    @Test
    void showsThePositionThatItGivesToAClientThatAsksForOne() throws IOException {
        Topic topic = Topic.fresh();
        List<Long> ids = appended(topic, 2);
        try (RawSse viewer = RawSse.connect(address)) {
            viewer.get(topic.path() + "?last_event_id=").readHead();
            assertThat(viewer.readChunksThrough("{}\n\n"))
                    .startsWith(": connected\n\nid: " + ids.getLast() + "\nevent: position\ndata: {}\n\n");
            long next = topic.append(address, "3");
            assertThat(viewer.readChunksThrough("data: 3\n\n")).contains("id: " + next + "\nevent: e\n");
        }
    }

    @Test
    void aStreamWithoutEventsStartsAtZero() {
        try (SseViewer viewer = Topic.fresh().watch(address)) {
            viewer.awaitBlock(block -> block.id().isPresent());
            assertThat(viewer.start()).isZero();
        }
    }

    @Test
    void aDropBeforeTheFirstEventLosesNothing() {
        Topic topic = Topic.fresh();
        appended(topic, 3);
        try (SseViewer viewer = topic.watch(address)) {
            viewer.awaitBlock(block -> block.id().isPresent());
            viewer.moveTo(URI.create("http://127.0.0.1:1"));
            List<Long> missed = appended(topic, 2);
            viewer.moveTo(address);
            assertThat(viewer.awaitId(missed.getLast()).ids()).isEqualTo(missed);
        }
    }

    @Test
    void replaysOnlyEventsAfterLastEventId() {
        Topic topic = Topic.fresh();
        List<Long> ids = appended(topic, 5);
        for (int seen = 0; seen < 5; seen++) {
            try (SseViewer viewer = topic.resume(address, ids.get(seen).toString())) {
                long next = topic.append(address, "1");
                assertThat(viewer.awaitId(next).ids().subList(0, 4 - seen)).isEqualTo(ids.subList(seen + 1, 5));
                assertThat(viewer.resets()).isEmpty();
            }
        }
    }

    @Test
    void zeroIsThePositionBeforeAStreamThatWasNeverTrimmed() {
        Topic topic = Topic.fresh();
        List<Long> ids = appended(topic, 3);
        try (SseViewer viewer = topic.resume(address, "0")) {
            assertThat(viewer.awaitId(ids.getLast()).ids()).isEqualTo(ids);
            assertThat(viewer.resets()).isEmpty();
        }
    }

    @Test
    void theEventBeforeTheOldestRetainedIsStillAPosition() {
        Topic topic = Topic.fresh();
        List<Long> ids = appended(topic, RETAINED + 2);
        try (SseViewer viewer = topic.resume(address, ids.get(1).toString())) {
            assertThat(viewer.awaitId(ids.getLast()).ids()).isEqualTo(ids.subList(2, RETAINED + 2));
            assertThat(viewer.resets()).isEmpty();
        }
    }

    @Test
    void aPositionThatWasTrimmedAwayIsReset() {
        Topic topic = Topic.fresh();
        List<Long> ids = appended(topic, RETAINED + 2);
        assertReset(topic, ids.getFirst().toString(), ids.subList(2, RETAINED + 2));
        assertReset(topic, "0", ids.subList(2, RETAINED + 2));
    }

    @Test
    void aPositionThatNeverWasIsReset() {
        Topic topic = Topic.fresh();
        List<Long> ids = appended(topic, 3);
        assertReset(topic, "9007199254740991", ids);
        assertReset(topic, Long.toString(ids.get(1) - 1), ids);
        assertReset(topic, Long.toString(ids.get(2) + 1), ids);
        assertReset(topic, "1", ids);
    }

    @Test
    void aPositionOnAnEmptyStreamIsReset() {
        try (SseViewer viewer = Topic.fresh().resume(address, "7")) {
            SseBlock reset = viewer.awaitEvents(1).resets().getFirst();
            assertThat(reset.position()).isZero();
        }
    }

    @Test
    void aVectorOfTheWrongLengthIsReset() {
        Topic topic = Topic.fresh();
        List<Long> ids = appended(topic, 3);
        assertReset(topic, ids.get(0) + "." + ids.get(1), ids);
    }

    @Test
    void aResetGoesToTheAskerAlone() {
        Topic topic = Topic.fresh();
        List<Long> ids = appended(topic, 3);
        try (SseViewer other = topic.resume(address, ids.get(2).toString());
                SseViewer asker = topic.resume(address, "12345").awaitEvents(1)) {
            long next = topic.append(address, "4");
            assertThat(other.awaitId(next).events()).hasSize(1);
            assertThat(asker.awaitId(next).resets()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "abc", "1e3", "9007199254740992", "99999999999999999", "1.", ".1", "1..2", "0x1",
        "1,2", "+5", "\u00b2", "a.b", "1.x"})
    void junkIsNoPosition(String junk) {
        assertNoPosition("Last-Event-ID: " + junk);
    }

    @Test
    void fourHundredDigitsOrNothingAreNoPosition() {
        assertNoPosition("Last-Event-ID: " + "1".repeat(400));
        assertNoPosition("Last-Event-ID:");
    }

    @Test
    void theQueryNamesAPositionToo() {
        Topic topic = Topic.fresh();
        List<Long> ids = appended(topic, 3);
        try (SseViewer viewer = SseViewer.watch(address, topic.path() + "?last_event_id=" + ids.getFirst())) {
            assertThat(viewer.awaitId(ids.getLast()).ids()).isEqualTo(ids.subList(1, 3));
        }
    }

    @Test
    void theHeaderWinsOverTheQuery() {
        Topic topic = Topic.fresh();
        List<Long> ids = appended(topic, 3);
        String path = topic.path() + "?last_event_id=" + ids.getFirst();
        try (SseViewer viewer = SseViewer.resume(address, path, ids.get(1).toString())) {
            assertThat(viewer.awaitId(ids.getLast()).ids()).isEqualTo(ids.subList(2, 3));
        }
    }

    @Test
    void whatTheRingNoLongerHoldsIsReadFromRedis() {
        Topic topic = Topic.fresh();
        String large = "\"" + "x".repeat(90_000) + "\"";
        try (Node small = Node.start(TestRedis.uri(), Map.of("roomwire.ring.bytes", "256kB"));
                SseViewer holder = topic.watch(small.address())) {
            List<Long> ids = IntStream.range(0, 20).mapToObj(n -> topic.append(small.address(), large)).toList();
            holder.awaitId(ids.getLast());
            try (SseViewer viewer = topic.resume(small.address(), ids.getFirst().toString())) {
                assertThat(viewer.awaitId(ids.getLast()).ids()).isEqualTo(ids.subList(1, 20));
            }
        }
    }

    @Test
    void countsWhatTheyGotWhoCameWithAPosition() {
        Topic topic = Topic.fresh();
        List<Long> ids = appended(topic, RETAINED + 2);
        try (Node other = Node.start(TestRedis.uri(), Map.of("roomwire.ring.events", RETAINED))) {
            try (SseViewer viewer = topic.resume(other.address(), ids.get(RETAINED).toString())) {
                viewer.awaitId(ids.getLast());
            }
            for (String gone : List.of(ids.getFirst().toString(), ids.get(0) + "." + ids.get(1))) {
                try (SseViewer viewer = topic.resume(other.address(), gone)) {
                    assertThat(viewer.awaitEvents(1).resets()).hasSize(1);
                }
            }
            try (RawSse viewer = RawSse.connect(other.address())) {
                viewer.get(topic.path() + "?last_event_id=").readThrough("event: position\n");
            }
            Stats stats = other.bean(Stats.class);
            await().untilAsserted(() -> assertThat(stats.resumes(ResumeResult.COMPLETE)).isOne());
            assertThat(stats.resumes(ResumeResult.RESET)).isEqualTo(2);
            assertThat(stats.resumes(ResumeResult.LEFT)).isZero();
        }
    }

    @Test
    void noPositionHurtsTheNode() throws IOException {
        Random random = new Random(1);
        Topic topic = Topic.fresh();
        appended(topic, 3);
        for (int i = 0; i < 300; i++) {
            StringBuilder junk = new StringBuilder();
            random.ints(random.nextInt(40), 0x20, 0x7f).forEach(c -> junk.append((char) c));
            try (RawSse raw = RawSse.connect(address)) {
                raw.get(topic.path(), "Last-Event-ID: " + (i % 2 == 0 ? junk : digits(random)));
                assertThat(raw.readHead()).startsWith("HTTP/1.1 200 ");
                assertThat(raw.readChunksThrough("\n\n")).startsWith(": connected\n\n");
            }
        }
        assertThat(Http.get(address.resolve("/readyz")).statusCode()).isEqualTo(200);
    }

    private static String digits(Random random) {
        String text = Long.toString(random.nextLong() >>> random.nextInt(63));
        return random.nextBoolean() ? text : text + "." + random.nextInt(1000);
    }

    private List<Long> appended(Topic topic, int count) {
        return IntStream.range(0, count).mapToObj(n -> topic.append(address, Integer.toString(n))).toList();
    }

    private void assertReset(Topic topic, String position, List<Long> retained) {
        try (SseViewer viewer = topic.resume(address, position)) {
            SseBlock reset = viewer.awaitEvents(1).events().getFirst();
            assertThat(reset.isNamed("stream_reset")).isTrue();
            assertThat(reset.position()).isEqualTo(retained.getLast());
            String data = reset.data().orElseThrow();
            assertThat(Json.at(data, "type").getStringValue()).isEqualTo("stream_reset");
            assertThat(Json.at(data, "reason").getStringValue()).isNotEmpty();
            assertThat(Json.at(data, "requested_id").coerceStringValue()).isEqualTo(position);
            assertThat(Json.at(data, "oldest_id").getLongValue()).isEqualTo(retained.getFirst());
            assertThat(Json.at(data, "newest_id").getLongValue()).isEqualTo(retained.getLast());
            assertThat(Json.at(data, "ts").isNull()).isFalse();
        }
    }

    private void assertNoPosition(String header) {
        Topic topic = Topic.fresh();
        long newest = appended(topic, 3).getLast();
        try (RawSse raw = RawSse.connect(address)) {
            raw.get(topic.path(), header).readHead();
            assertThat(raw.readChunksThrough("\n\n")).startsWith(": connected\n\n");
            String start = raw.readChunksThrough("\n\n");
            assertThat(start).isEqualTo("id: " + newest + "\n\n");
            long next = topic.append(address, "4");
            assertThat(raw.readChunksThrough("data: 4\n\n")).contains("id: " + next + "\n").doesNotContain("reset");
        }
    }
}
