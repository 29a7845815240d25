package io.roomwire.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Hub;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many streams on one connection. */
@TestInstance(Lifecycle.PER_CLASS)
final class BundleIT {

    private static final String PATH = "/api/v1/events?streams=";
    private static final int RETAINED = 10;

    private final Node one = Node.start(TestRedis.uri(), Map.of("roomwire.ring.events", RETAINED));
    private final Node two = Node.start(TestRedis.uri(), Map.of("roomwire.ring.events", RETAINED));
    private final Topic a = Topic.fresh();
    private final Topic b = Topic.fresh();

    @AfterAll
    void close() {
        one.close();
        two.close();
    }

    private String path(Topic... topics) {
        return PATH + List.of(topics).stream().map(Topic::stream).collect(Collectors.joining(","));
    }

    private static List<SseBlock> named(SseViewer viewer, String event) {
        return viewer.events().stream().filter(block -> Json.at(block.data().orElseThrow(), "event").getStringValue()
                .equals(event)).toList();
    }

    @Test
    void beginsWithTheListAndItsPositions() throws IOException {
        long newest = a.append(one.address(), "1");
        try (RawSse viewer = RawSse.connect(one.address())) {
            viewer.get(path(a, b)).readHead();
            assertThat(viewer.readChunksThrough("}}\n\n").replaceAll("retry: [0-9]+", "retry: R")).contains(
                    ": connected\n\n", "retry: R\n\n",
                    "id: " + newest + ".0\ndata: {\"event\":\"connected\",\"data\":{\"streams\":[\"" + a.stream() + "\",\""
                            + b.stream() + "\"]}}\n\n");
        }
    }

    @Test
    void tellsOfEachEventItsStreamItsIdAndItsName() {
        try (SseViewer viewer = SseViewer.watch(one.address(), path(a, b)).awaitEvents(1)) {
            String start = viewer.lastEventId();
            long id = b.append(two.address(), "{\"text\":\"Grüße\"}");
            SseBlock event = viewer.awaitEvents(2).events().get(1);
            assertThat(event.event()).isEmpty();
            assertThat(event.id()).contains(start.substring(0, start.indexOf('.') + 1) + id);
            assertThat(event.data()).contains("{\"stream\":\"" + b.stream() + "\",\"id\":" + id
                    + ",\"event\":\"e\",\"data\":{\"text\":\"Grüße\"}}");
        }
    }

    @Test
    void passesSignalsWithoutId() {
        Topic topic = Topic.fresh();
        try (SseViewer viewer = SseViewer.watch(one.address(), path(topic, a)).awaitEvents(1)) {
            Outcome.of(two.bean(Hub.class).signal(StreamKey.parse(topic.stream()), "typing", "{\"who\":1}"));
            SseBlock signal = viewer.awaitEvents(2).events().get(1);
            assertThat(signal.id()).isEmpty();
            assertThat(signal.data()).contains("{\"stream\":\"" + topic.stream() + "\",\"event\":\"typing\",\"data\":{\"who\":1}}");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void resumesEveryStreamExactlyOnWhicheverNode(long seed) {
        Random random = new Random(seed);
        List<Topic> topics = IntStream.range(0, 5).mapToObj(i -> Topic.fresh()).toList();
        List<List<Long>> appended = topics.stream().<List<Long>>map(topic -> new ArrayList<>()).toList();
        List<URI> nodes = List.of(one.address(), two.address());
        try (SseViewer viewer = SseViewer.watch(one.address(), path(topics.toArray(Topic[]::new))).awaitEvents(1)) {
            // No more of a stream than is retained, however long the viewer takes to come back.
            List<Integer> order = new ArrayList<>(IntStream.range(0, RETAINED * topics.size())
                    .map(i -> i % topics.size()).boxed().toList());
            Collections.shuffle(order, random);
            for (int which : order) {
                appended.get(which).add(topics.get(which).append(nodes.get(random.nextInt(2)), "1"));
                if (random.nextInt(8) == 0) {
                    viewer.moveTo(nodes.get(random.nextInt(2)));
                }
            }
            for (int i = 0; i < topics.size(); i++) {
                List<Long> expected = appended.get(i);
                String stream = topics.get(i).stream();
                await().untilAsserted(() ->
                        assertThat(ids(viewer, stream)).isEqualTo(expected));
            }
            assertThat(named(viewer, "stream_reset")).isEmpty();
        }
    }

    private static List<Long> ids(SseViewer viewer, String stream) {
        return named(viewer, "e").stream().map(block -> block.data().orElseThrow())
                .filter(data -> Json.at(data, "stream").getStringValue().equals(stream))
                .map(data -> Json.at(data, "id").getLongValue()).toList();
    }

    @Test
    void beginsAtTheNewestOfAStreamWhosePositionIsBlank() {
        Topic known = Topic.fresh();
        Topic added = Topic.fresh();
        long seen = known.append(one.address(), "1");
        long missed = known.append(one.address(), "2");
        added.append(two.address(), "1");
        try (SseViewer viewer = SseViewer.resume(two.address(), path(known, added), seen + ".")) {
            viewer.awaitEvents(2);
            long next = added.append(one.address(), "2");
            viewer.awaitEvents(3);
            assertThat(ids(viewer, known.stream())).containsExactly(missed);
            assertThat(ids(viewer, added.stream())).containsExactly(next);
            assertThat(named(viewer, "stream_reset")).isEmpty();
        }
    }

    @Test
    void resetsOnlyTheStreamWhosePositionIsGone() {
        Topic kept = Topic.fresh();
        Topic trimmed = Topic.fresh();
        long seenOfKept = kept.append(one.address(), "1");
        long seenOfTrimmed = trimmed.append(one.address(), "1");
        long missed = kept.append(one.address(), "2");
        long newest = 0;
        for (int i = 0; i <= RETAINED; i++) {
            newest = trimmed.append(one.address(), "3");
        }
        try (SseViewer viewer = SseViewer.resume(two.address(), path(kept, trimmed), seenOfKept + "." + seenOfTrimmed)) {
            viewer.awaitEvents(3);
            assertThat(ids(viewer, kept.stream())).containsExactly(missed);
            assertThat(ids(viewer, trimmed.stream())).isEmpty();
            String reset = named(viewer, "stream_reset").getFirst().data().orElseThrow();
            assertThat(Json.at(reset, "stream").getStringValue()).isEqualTo(trimmed.stream());
            assertThat(Json.at(reset, "data", "requested_id").getLongValue()).isEqualTo(seenOfTrimmed);
            assertThat(viewer.lastEventId()).isEqualTo(missed + "." + newest);
        }
    }

    @Test
    void resetsAllWhenThePositionIsThatOfAnotherList() {
        try (SseViewer viewer = SseViewer.resume(one.address(), path(a, b), "1.2.3")) {
            List<SseBlock> resets = named(viewer.awaitEvents(3), "stream_reset");
            assertThat(resets).extracting(block -> Json.at(block.data().orElseThrow(), "stream").getStringValue())
                    .containsExactly(a.stream(), b.stream());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "topic:a,topic:a", "nothing:a", "topic", "topic:%20", ":", ","})
    void refusesAListThatIsNone(String list) throws IOException {
        HttpResponse<String> answer = Http.get(one.address().resolve(PATH + list));
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).contains("\"code\":\"", "\"request_id\":");
    }

    @Test
    void refusesMoreThanFifty() throws IOException {
        String list = IntStream.rangeClosed(0, 50).mapToObj(i -> "topic:t" + i).collect(Collectors.joining(","));
        assertThat(Http.get(one.address().resolve(PATH + list)).statusCode()).isEqualTo(400);
    }

    @Test
    void namesTheStreamThatIsRefused() throws IOException {
        try (Node closed = Node.start(TestRedis.uri(),
                Map.of("roomwire.topics.read", "token", "roomwire.jwt.secret", Jwt.SECRET))) {
            String token = Jwt.of("mia", Map.of("read", List.of(a.stream())), Duration.ofMinutes(1));
            HttpResponse<String> refusal = Http.get(closed.address().resolve(path(a, b)), "Authorization", "Bearer " + token);
            assertThat(refusal.statusCode()).isEqualTo(403);
            assertThat(refusal.body()).contains(b.stream()).doesNotContain(a.stream());
            assertThat(Http.get(closed.address().resolve(path(a))).statusCode()).isEqualTo(401);
            try (SseViewer viewer = SseViewer.watch(closed.address(), path(a) + "&token=" + token)) {
                viewer.awaitEvents(1);
            }
        }
    }
}
