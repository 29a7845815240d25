package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatEventsIT {

    private static final String PUBLIC = "chat_public_append";
    private static final String PRIVATE = "chat_private_append";

    private Node first;
    private Node second;
    private RoomOnNode room;

    @BeforeAll
    void start() {
        first = Node.start(TestRedis.uri(), RoomOnNode.QUIET);
        second = Node.start(TestRedis.uri(), RoomOnNode.QUIET);
    }

    @BeforeEach
    void open() {
        room = RoomOnNode.running(first);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void everyPublicLineReachesViewersOfEveryNodeInOrder() {
        try (SseViewer here = watch(first, ""); SseViewer there = watch(second, "")) {
            String answer = room.mention("usr_sess_1", "@agent how is it going?").body();
            room.at(second).say("usr_sess_2", "I wonder too");
            for (SseViewer viewer : List.of(here, there)) {
                viewer.awaitBlock(block -> holds(block, "I wonder too"));
                assertThat(viewer.data(PUBLIC)).hasSize(3);
                assertThat(viewer.data(PUBLIC).get(0)).isEqualTo(event(answer, "message"));
                assertThat(viewer.data(PUBLIC).get(1)).isEqualTo(event(answer, "agent_reply"));
            }
            assertThat(here.data(PUBLIC)).isEqualTo(there.data(PUBLIC));
        }
    }

    @Test
    void aViewerResumesWithoutLossOrRepeat() {
        try (SseViewer viewer = watch(first, "")) {
            room.say("usr_sess_1", "one");
            viewer.awaitBlock(block -> holds(block, "one"));
            viewer.moveTo(second.address());
            room.say("usr_sess_1", "two");
            room.at(second).say("usr_sess_1", "three");
            viewer.awaitBlock(block -> holds(block, "three"));
            assertThat(viewer.data(PUBLIC)).extracting(ChatEventsIT::text).containsExactly("one", "two", "three");
        }
    }

    @Test
    void privateWordsReachTheirSessionAloneAndResumeExactly() {
        try (SseViewer owner = watch(first, "?user_session_id=usr%3Asess_1");
                SseViewer stranger = watch(first, "?user_session_id=usr_sess_2"); SseViewer crowd = watch(first, "")) {
            room.whisper("usr:sess_1", "psst");
            owner.awaitBlock(block -> block.isNamed(PRIVATE) && holds(block, "\"agent_message_kind\":\"reply\""));
            owner.moveTo(second.address());
            room.say("usr:sess_1", "aloud");
            room.at(second).whisper("usr:sess_1", "again");
            owner.awaitBlock(block -> holds(block, "aloud"));
            owner.awaitBlock(block -> owner.data(PRIVATE).size() == 4);
            assertThat(owner.data(PRIVATE)).extracting(ChatEventsIT::text).startsWith("psst").contains("again");
            assertThat(owner.data(PUBLIC)).extracting(ChatEventsIT::text).containsExactly("aloud");
            assertThat(owner.lastEventId()).matches("[0-9]+\\.[0-9]+");
            for (SseViewer other : List.of(stranger, crowd)) {
                other.awaitBlock(block -> holds(block, "aloud"));
                assertThat(other.data(PRIVATE)).isEmpty();
                assertThat(other.blocks().toString()).doesNotContain("usr:sess_1", "usr%3Asess_1", "psst");
            }
        }
    }

    private SseViewer watch(Node node, String query) {
        return SseViewer.watch(node.address(), "/api/rooms/" + room.id() + "/events" + query).awaitLive();
    }

    private String event(String answer, String part) {
        String message = answer.substring(answer.indexOf("\"" + part + "\":{") + part.length() + 3);
        int end = message.indexOf('}') + 1;
        long time = Json.at(answer, "data", part, "created_ts_ms").getLongValue();
        return "{\"schema_version\":\"room.chat_public_append.v1\",\"room_id\":\"" + room.id() + "\",\"ts_ms\":" + time
                + ",\"message\":" + message.substring(0, end) + '}';
    }

    private static boolean holds(SseBlock block, String text) {
        return block.data().filter(data -> data.contains(text)).isPresent();
    }

    private static String text(String data) {
        return Json.at(data, "message", "text").getStringValue();
    }
}
