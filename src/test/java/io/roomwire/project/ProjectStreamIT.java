package io.roomwire.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a stream begins with, and how it goes on at another node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProjectStreamIT {

    private Node first;
    private Node second;
    private ProjectOnNode project;

    @BeforeAll
    void start() {
        Map<String, Object> settings = new HashMap<>(ProjectOnNode.SETTINGS);
        settings.put("roomwire.projects.keepalive", "1s");
        settings.put("roomwire.projects.history", "250");
        first = Node.start(TestRedis.uri(), settings);
        second = Node.start(TestRedis.uri(), settings);
    }

    @BeforeEach
    void open() {
        project = ProjectOnNode.fresh(first);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void beginsWithItsHeadersAndItsPosition() {
        long head = project.say("mia", "before");
        try (RawSse viewer = RawSse.connect(project.node())) {
            String response = viewer.get(project.streamPath(), project.streamHeaders("tom")).readHead()
                    .toLowerCase(Locale.ROOT);
            assertThat(response.lines()).contains("http/1.1 200 ok", "content-type: text/event-stream",
                    "cache-control: no-cache, no-store, must-revalidate", "connection: keep-alive",
                            "x-accel-buffering: no",
                    "content-encoding: identity")
                            .anyMatch(line -> line.matches("x-sse-connection-id: conn_[0-9a-f]{16}"));
            String connection = response.lines().filter(line -> line.startsWith("x-sse-connection-id")).findFirst()
                    .orElseThrow().substring(21);
            assertThat(viewer.readChunksThrough("Z\"}\n\n")).matches(": connected\n\nretry: 5000\n\nid: " + head
                    + "\nevent: connection.established\ndata: \\{\"projectId\":\"" + project.id() + "\",\"from_seq\":"
                            + head
                    + ",\"connection_id\":\"" + connection + "\",\"timestamp\":\"[^\"]+\"}\n\n");
        }
    }

    @Test
    void sendsMessagesAndReplaysWithTheSameData() {
        try (SseViewer viewer = project.watch("tom", "").awaitEvents(1)) {
            HttpResponse<String> posted = project.at(second).post("mia", "hi", "c-9");
            long seq = Json.at(posted.body(), "seq").getLongValue();
            SseBlock message = viewer.awaitId(seq).events().getLast();
            String data = message.data().orElseThrow();
            assertThat(message.event()).contains("message.new");
            assertThat(data).matches("\\{\"seq\":" + seq + ",\"messageId\":\""
                    + Json.at(posted.body(), "id").getStringValue() + "\",\"client_msg_id\":\"c-9\",\"projectId\":\""
                    + project.id() + "\",\"userId\":\"mia\",\"content\":\\{\"text\":\"hi\",\"type\":\"user\","
                            + "\"mode\":\"unified\","
                    + "\"actor_type\":\"client\"},\"timestamp\":\"[^\"]+\",\"metadata\":\\{\"build_id\":null,"
                            + "\"response_data\":null}}");
            try (SseViewer later = SseViewer.resume(second.address(), project.watchPath("tom", ""), "0").awaitId(seq)) {
                assertThat(later.events()).extracting(event -> event.event().orElse(""))
                        .containsExactly("connection.established", "message.replay");
                assertThat(later.events().getLast().data()).contains(data);
                assertThat(later.events().getFirst().id()).contains("0");
            }
        }
    }

    @Test
    void sendsWhatAnAssistantSays() {
        try (SseViewer viewer = project.watch("tom", "").awaitEvents(1)) {
            project.service("", "POST", "/chat/assistant-messages",
                    "{\"text\":\"Done\",\"mode\":\"build\",\"build_id\":\"b1\","
                    + "\"response_data\":{\"type\":\"build_completed\",\"buildId\":\"b1\"}}");
            viewer.awaitEvents(2);
            assertThat(viewer.events().getLast().data().orElseThrow()).contains("\"userId\":\"assistant\"",
                    "\"content\":{\"text\":\"Done\",\"type\":\"assistant\",\"mode\":\"build\",\"actor_type\":"
                            + "\"assistant\"}",
                    "\"metadata\":{\"build_id\":\"b1\",\"response_data\":{\"type\":\"build_completed\",\"buildId\":"
                            + "\"b1\"}}");
        }
    }

    @Test
    void replaysFromTheQueryWhereThePositionIsNoNumber() {
        List<Long> seqs = project.sayAll(3);
        for (String query : List.of("&from_seq=", "&since=")) {
            try (SseViewer viewer = SseViewer.resume(second.address(),
                    project.watchPath("tom", query + seqs.getFirst()), "abc")) {
                viewer.awaitId(seqs.get(2));
                assertThat(viewer.ids()).containsExactlyElementsOf(seqs);
            }
        }
        try (SseViewer viewer = SseViewer.resume(second.address(), project.watchPath("tom",
                "&from_seq=" + seqs.getFirst()),
                seqs.get(1).toString())) {
            viewer.awaitId(seqs.get(2));
            assertThat(viewer.ids()).containsExactly(seqs.get(1), seqs.get(2));
        }
        assertThat(project.service("mia", "GET", "/chat/stream?from_seq=-1", "").statusCode()).isEqualTo(400);
    }

    @Test
    void goesOnLiveOnlyWithoutAPosition() {
        project.sayAll(3);
        try (SseViewer viewer = project.watch("tom", "&from_seq=0").awaitEvents(1)) {
            long next = project.say("mia", "next");
            viewer.awaitId(next);
            assertThat(ProjectMessagesIT.named(viewer, "message.replay")).isEmpty();
            assertThat(viewer.events()).hasSize(2);
        }
    }

    @Test
    void replaysTwoHundredAndSaysHowManyThereAre() {
        List<Long> seqs = project.sayAll(250);
        try (SseViewer viewer = SseViewer.resume(second.address(), project.watchPath("tom", ""), "0")) {
            viewer.awaitBlock(block -> block.isNamed("replay.end"));
            SseBlock end = ProjectMessagesIT.named(viewer, "replay.end").getFirst();
            assertThat(end.id()).isEmpty();
            assertThat(end.data()).contains("{\"message\":\"More messages available via HTTP history API\","
                    + "\"lastReplayedSeq\":" + seqs.get(199) + ",\"projectId\":\"" + project.id()
                            + "\",\"totalAvailable\":250}");
            assertThat(ProjectMessagesIT.named(viewer, "message.replay")).extracting(SseBlock::position)
                    .containsExactlyElementsOf(seqs.subList(0, 200));
            long live = project.say("mia", "live");
            viewer.awaitId(live);
            assertThat(viewer.events().getLast().event()).contains("message.new");
            List<String> rest = ProjectOnNode.texts(project.get("tom",
                    "/messages?limit=100&after_seq=" + seqs.get(199)), "messages");
            assertThat(rest).hasSize(51).startsWith("live", "m250").endsWith("m201");
        }
    }

    @Test
    void tellsOfAPositionThatIsGoneWithoutAnId() {
        List<Long> seqs = project.sayAll(2);
        long unknown = seqs.getFirst() - 1;
        try (SseViewer viewer = SseViewer.resume(second.address(), project.watchPath("tom", ""),
                Long.toString(unknown))) {
            viewer.awaitId(seqs.getLast());
            assertThat(viewer.events()).extracting(event -> event.event().orElse(""))
                    .containsExactly("connection.established", "stream_reset", "message.replay", "message.replay");
            assertThat(viewer.events().getFirst().position()).isEqualTo(unknown);
            assertThat(viewer.resets()).singleElement().satisfies(reset -> assertThat(reset.id()).isEmpty())
                    .satisfies(reset -> assertThat(reset.data().orElseThrow()).startsWith("{\"type\":\"stream_reset\","
                            + "\"reason\":\"history_unavailable\",\"requested_id\":" + unknown + ",\"oldest_id\":"
                            + seqs.getFirst() + ",\"newest_id\":" + seqs.getLast() + ','));
        }
        try (SseViewer viewer = SseViewer.resume(first.address(), project.watchPath("tom", ""),
                "99999999999999999999")) {
            viewer.awaitBlock(block -> block.isNamed("stream_reset"));
            long next = project.say("mia", "next");
            viewer.awaitId(next);
            assertThat(ProjectMessagesIT.named(viewer, "message.replay")).isEmpty();
        }
    }

    @Test
    void tellsWhenMessagesWereTrimmedAway() {
        List<Long> seqs = project.sayAll(500);
        try (SseViewer viewer = SseViewer.resume(second.address(), project.watchPath("tom", ""), seqs.getFirst()
                .toString())) {
            viewer.awaitBlock(block -> block.isNamed("message.replay"));
            assertThat(viewer.resets()).hasSize(1);
            assertThat(ProjectMessagesIT.named(viewer, "message.replay").getFirst().position())
                    .isGreaterThan(seqs.get(1));
        }
    }

    @Test
    void resumesAtAnotherNodeWithoutLossOrRepeat() {
        try (SseViewer viewer = project.watch("tom", "").awaitEvents(1)) {
            List<Long> said = new ArrayList<>(project.sayAll(3));
            viewer.awaitId(said.getLast());
            viewer.moveTo(second.address());
            said.addAll(project.sayAll(3));
            viewer.awaitConnections(2);
            said.add(project.at(second).say("mia", "live"));
            viewer.awaitId(said.getLast());
            assertThat(messages(viewer)).containsExactlyElementsOf(said);
        }
    }

    /** Messages come while streams open: each is replayed or live, and never both. */
    @Test
    void losesAndRepeatsNothingBetweenReplayAndLive() {
        long start = project.say("mia", "start");
        List<Long> said = new ArrayList<>();
        List<SseViewer> viewers = new ArrayList<>();
        IntStream.range(0, 60).forEach(i -> {
            said.add(project.at(i % 2 == 0 ? first : second).say("mia", "m" + i));
            if (i % 15 == 0) {
                IntStream.range(0, 4).forEach(v -> viewers.add(SseViewer.resume((v % 2 == 0 ? first : second).address(),
                        project.watchPath(v < 2 ? "mia" : "tom", ""), Long.toString(start))));
            }
        });
        viewers.forEach(viewer -> {
            viewer.awaitId(said.getLast());
            assertThat(messages(viewer)).containsExactlyElementsOf(said);
            viewer.close();
        });
    }

    @Test
    void sendsEphemeralEventsToWhoeverWatches() {
        try (SseViewer viewer = SseViewer.watch(second.address(), project.watchPath("tom", "")).awaitEvents(1)) {
            assertThat(project.service("", "POST", "/chat/events",
                    "{\"event\":\"build.status\",\"data\":{\"step\": 2}}")
                    .statusCode()).isEqualTo(202);
            viewer.awaitBlock(block -> block.isNamed("build.status"));
            assertThat(viewer.events().getLast().id()).isEmpty();
            assertThat(viewer.events().getLast().data()).contains("{\"step\":2}");
        }
        for (String name : List.of("message.new", "error", "stream_reset", "build.a b", "build.x\\nid: 1")) {
            assertThat(project.service("", "POST", "/chat/events", "{\"event\":\"" + name + "\",\"data\":1}")
                    .statusCode())
                    .as(name).isEqualTo(400);
        }
    }

    @Test
    void sendsACommentAfterSilence() {
        try (SseViewer viewer = project.watch("tom", "").awaitEvents(1)) {
            viewer.awaitBlock(block -> block.comment().filter("keep-alive"::equals).isPresent());
        }
    }

    private static List<Long> messages(SseViewer viewer) {
        return viewer.events().stream().filter(event -> event.isNamed("message.new") || event.isNamed("message.replay"))
                .map(SseBlock::position).toList();
    }
}
