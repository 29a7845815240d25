package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.hub.Claim;
import io.roomwire.hub.Claims;
import io.roomwire.hub.Waiting;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProactiveIT {

    private static final Map<String, Object> NEVER_BY_CHANCE = Map.of("roomwire.rooms.reply.any", "0",
            "roomwire.rooms.reply.question", "0", "roomwire.rooms.reply.plain", "0");

    private Node first;
    private Node second;

    @BeforeAll
    void start() {
        first = Node.start(TestRedis.uri(), NEVER_BY_CHANCE);
        second = Node.start(TestRedis.uri(), NEVER_BY_CHANCE);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void readingTheHistoryMovesTheAgentToSpeakOnceInTheCluster() {
        RoomOnNode room = RoomOnNode.running(first);
        for (int n = 0; n < 10; n++) {
            room.inPublic("");
            room.at(second).inPublic("");
        }
        await().until(() -> !room.inPublic("").isEmpty());
        assertThat(room.inPublic("")).hasSize(1);
        String history = room.send("GET", "/api/chat/rooms/" + room.id() + "/public", "").body();
        assertThat(history).contains("\"user_session_id\":\"room_broadcast\"", "\"sender_type\":\"agent\"",
                "\"message_type\":\"public_plain\"", "\"agent_message_kind\":\"proactive\"",
                "\"generation_source\":\"canned\",\"generation_reason\":\"cadence\",\"generation_tone\":\"calm\"");
    }

    @Test
    void aLookBackDoesNotMoveTheAgent() {
        RoomOnNode room = RoomOnNode.running(first);
        RoomOnNode moved = RoomOnNode.running(first);
        room.inPublic("?before_ts_ms=99999999999999");
        moved.inPublic("");
        await().until(() -> !moved.inPublic("").isEmpty());
        assertThat(room.inPublic("?before_ts_ms=99999999999999")).isEmpty();
    }

    @Test
    void anAgentSpeaksToItsViewersAndStopsWhenItIsStopped() {
        RoomOnNode room = RoomOnNode.stopped(first);
        RoomOnNode lively = RoomOnNode.running(first);
        try (SseViewer viewer = watch(room, second); SseViewer other = watch(lively, second)) {
            other.awaitBlock(block -> block.isNamed("chat_public_append"));
            assertThat(viewer.data("chat_public_append")).isEmpty();
            room.change("start", "{}");
            viewer.awaitBlock(block -> block.isNamed("chat_public_append"));
            assertThat(viewer.data("chat_public_append").getFirst()).contains("\"agent_message_kind\":\"proactive\"");
        }
    }

    @Test
    void aRecentAnswerCountsAsSpeaking() {
        RoomOnNode room = RoomOnNode.running(first);
        RoomOnNode moved = RoomOnNode.running(first);
        room.mention("usr_sess_1", "@agent hello");
        room.inPublic("");
        moved.inPublic("");
        await().until(() -> !moved.inPublic("").isEmpty());
        assertThat(room.inPublic("")).hasSize(2);
    }

    @Test
    void neverSaysOneOfTheLastEightAgain() {
        RoomOnNode room = RoomOnNode.running(first);
        ProactiveSpeech speech = first.bean(ProactiveSpeech.class);
        Agent agent = first.bean(Agents.class).ofRoom(room.id());
        for (int n = 0; n < 40; n++) {
            speech.speak(agent, ProactiveCadence.Reason.NEWS_BURST, claim(agent, "test" + n));
        }
        List<String> said = room.inPublic("?limit=200");
        assertThat(said).hasSize(40);
        for (int n = 1; n < said.size(); n++) {
            assertThat(said.subList(Math.max(0, n - 8), n)).doesNotContain(said.get(n));
        }
    }

    @Test
    void aDecisionIsToldOnceAndNotTooSoonAfterAnother() {
        RoomOnNode room = RoomOnNode.running(first);
        try (SseViewer viewer = watch(room, second)) {
            decide(room, "buy", "2026-01-05T10:00:00Z");
            viewer.awaitBlock(block -> block.data().filter(data -> data.contains("\"narration\"")).isPresent());
            decide(room.at(second), "buy", "2026-01-05T10:00:00Z");
            decide(room.at(second), "sell", "2026-01-05T10:01:00Z");
            room.mention("usr_sess_1", "@agent hello");
            viewer.awaitBlock(block -> block.data().filter(data -> data.contains("\"reply\"")).isPresent());
            assertThat(viewer.data("chat_public_append")).filteredOn(data -> data.contains("\"narration\"")).hasSize(1)
                    .first().satisfies(data -> assertThat(Json.at(data, "message", "user_session_id").getStringValue())
                            .isEqualTo("room_broadcast"));
            assertThat(viewer.events()).filteredOn(event -> !event.isNamed("stream_packet"))
                    .extracting(event -> event.event().orElse("")).contains("decision");
        }
    }

    private static void decide(RoomOnNode room, String action, String timestamp) {
        String body = "{\"timestamp\":\"%s\",\"decisions\":[{\"action\":\"%s\",\"symbol\":\"NVDA\"}]}"
                .formatted(timestamp, action);
        assertThat(room.send("POST", "/api/rooms/" + room.id() + "/decisions", body).statusCode()).isBetween(200, 201);
    }

    private Claim claim(Agent agent, String role) {
        return Waiting.join(first.bean(Claims.class).take(RoomStreams.room(agent.id()), role,
                Duration.ofMinutes(1))).orElseThrow();
    }

    private static SseViewer watch(RoomOnNode room, Node node) {
        return SseViewer.watch(node.address(), "/api/rooms/" + room.id() + "/events").awaitLive();
    }
}
