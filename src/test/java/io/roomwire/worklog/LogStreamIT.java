package io.roomwire.worklog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** The live log, byte by byte. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
final class LogStreamIT {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final Node node = Node.start(TestRedis.uri(), settings("roomwire.worklog.heartbeat", "1s"));
    private final Node other = Node.start(TestRedis.uri(), LogOnNode.ACCESS);

    @AfterAll
    void close() {
        node.close();
        other.close();
    }

    @Test
    void greetsFirstAndThenSendsLines() {
        LogOnNode room = LogOnNode.created(node);
        try (RawSse raw = RawSse.connect(node.address())) {
            String head = raw.get(room.path() + "/logs", "Authorization: Bearer " + room.token()).readHead();
            assertThat(head).startsWith("HTTP/1.1 200 ").containsIgnoringCase("\r\nContent-Type: text/event-stream\r\n")
                    .containsIgnoringCase("\r\nX-Accel-Buffering: no\r\n")
                    .containsIgnoringCase("\r\nCache-Control: no-cache");
            String greeting = raw.readChunksThrough("Z\"}\n\n");
            assertThat(greeting).matches(": connected\n\nid: 0\n\nretry: \\d{4}\n\nevent: connected\n"
                    + "data: \\{\"roomId\":\"" + room.id() + "\",\"timestamp\":\"" + TIME + "\"}\n\n");
            assertThat(room.send("POST", "/logs", "{\"metadata\":{\"words\":120,\"a\":[1.5,null]},\"level\":\"info\","
                    + "\"message\":\"Drafting \\\"é\\\"\\n\",\"agentType\":\"story\"}").statusCode()).isEqualTo(202);
            raw.readThrough("id: ");
            assertThat(raw.readThrough("\n\n")).matches("\\d{16}\nevent: log\ndata: \\{\"timestamp\":\"" + TIME
                    + "\",\"agentType\":\"story\",\"level\":\"info\",\"message\":\"Drafting \\\\\"Ã©\\\\\"\\\\n\","
                    + "\"metadata\":\\{\"words\":120,\"a\":\\[1.5,null]}}\n\n");
        }
    }

    @Test
    void leavesMetadataOutWhereThereIsNone() {
        LogOnNode room = LogOnNode.created(node);
        try (SseViewer viewer = room.watch()) {
            room.send("POST", "/logs", "{\"timestamp\":\"2026-01-05T11:00:01.25+01:00\",\"agentType\":\"code\","
                    + "\"level\":\"success\",\"message\":\"\",\"metadata\":null}");
            viewer.awaitBlock(block -> block.isNamed("log"));
            assertThat(viewer.data("log")).containsExactly("{\"timestamp\":\"2026-01-05T10:00:01.250Z\","
                    + "\"agentType\":\"code\",\"level\":\"success\",\"message\":\"\"}");
        }
    }

    @Test
    void beatsAtFixedTimesWhateverElseIsSent() {
        LogOnNode room = LogOnNode.created(node);
        try (SseViewer viewer = room.watch()) {
            await().until(() -> {
                room.say("x");
                return viewer.data("heartbeat").size() >= 2;
            });
            assertThat(viewer.data("heartbeat")).allMatch(data -> data.matches("\\{\"timestamp\":\"" + TIME + "\"}"));
            List<SseBlock> beats = viewer.events().stream().filter(block -> block.isNamed("heartbeat")).toList();
            assertThat(beats).allMatch(block -> block.id().isEmpty());
        }
    }

    @Test
    void greetsBeforeItReplaysAndReplaysAtAnotherNode() {
        LogOnNode room = LogOnNode.created(node);
        try (SseViewer viewer = room.watch()) {
            room.sayAll(0, 3);
            viewer.awaitEvents(4);
            room.at(other).sayAll(3, 6);
            viewer.awaitEvents(7);
            String second = ids(viewer).get(1).toString();
            try (SseViewer resumed = SseViewer.resume(other.address(), room.logs(), second)) {
                resumed.awaitEvents(5);
                assertThat(resumed.events().getFirst().isNamed("connected")).isTrue();
                assertThat(LogOnNode.messages(resumed)).containsExactly("2", "3", "4", "5");
                assertThat(resumed.resets()).isEmpty();
            }
            viewer.moveTo(other.address());
            viewer.awaitConnections(2);
            room.sayAll(6, 7);
            await().until(() -> LogOnNode.messages(viewer).size() == 7);
            assertThat(LogOnNode.messages(viewer)).containsExactly("0", "1", "2", "3", "4", "5", "6");
        }
    }

    @Test
    void replaysTheLastHundredLinesAndTellsOfAPositionBeforeThem() {
        LogOnNode room = LogOnNode.created(other);
        try (SseViewer viewer = room.watch()) {
            room.sayAll(0, 105);
            viewer.awaitEvents(106);
            List<Long> ids = ids(viewer);
            try (SseViewer good = SseViewer.resume(node.address(), room.logs(), Long.toString(ids.get(4)));
                    SseViewer gone = SseViewer.resume(other.address(), room.logs(), Long.toString(ids.get(3)))) {
                await().until(() -> LogOnNode.messages(good).size() == 100);
                assertThat(ids(good)).isEqualTo(ids.subList(5, 105));
                gone.awaitBlock(block -> block.isNamed("stream_reset"));
                assertThat(gone.resets().getFirst().position()).isEqualTo(ids.getLast());
            }
        }
    }

    @Test
    void keepsRoomsApart() {
        LogOnNode room = LogOnNode.created(node);
        LogOnNode another = LogOnNode.created(node);
        try (SseViewer viewer = room.watch(); SseViewer elsewhere = another.watch()) {
            room.say("one");
            another.say("two");
            viewer.awaitBlock(block -> block.isNamed("log"));
            elsewhere.awaitBlock(block -> block.isNamed("log"));
            assertThat(LogOnNode.messages(viewer)).containsExactly("one");
            assertThat(LogOnNode.messages(elsewhere)).containsExactly("two");
        }
    }

    @Test
    void letsEveryValidTokenWatchAndTheHeaderWin() {
        LogOnNode room = LogOnNode.created(node);
        try (SseViewer viewer = room.by("jonas").watch(); RawSse raw = RawSse.connect(node.address())) {
            assertThat(viewer.connections()).isOne();
            raw.get(room.logs(), "Authorization: Bearer forged");
            assertThat(raw.readHead()).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void endsWhenTheTokenDoes() {
        LogOnNode room = LogOnNode.created(node);
        String shortLived = Jwt.of("mia", Map.of(), Duration.ofSeconds(2));
        try (RawSse raw = RawSse.connect(node.address())) {
            raw.get(room.path() + "/logs?token=" + shortLived);
            assertThat(raw.readToEnd()).contains("event: connected").endsWith("0\r\n\r\n");
        }
    }

    @Test
    void refusesOneStreamTooManyOfANodeInAFormThatFitsTheCaller() {
        try (Node small = Node.start(TestRedis.uri(), settings("roomwire.worklog.streams-per-node", "1"))) {
            LogOnNode room = LogOnNode.created(small);
            SseViewer first = room.watch();
            try (first; RawSse signed = RawSse.connect(small.address());
                    RawSse browser = RawSse.connect(small.address())) {
                signed.get(room.path() + "/logs", "Authorization: Bearer " + room.token());
                assertThat(signed.readHead()).startsWith("HTTP/1.1 429 ")
                        .containsIgnoringCase("\r\nRetry-After: 5\r\n");
                browser.get(room.logs());
                assertThat(browser.readHead()).startsWith("HTTP/1.1 200 ");
                assertThat(browser.readThrough("}\n\n")).containsPattern("retry: [5-8][0-9]{3}\n\nevent: rate_limited\ndata: \\{");
            }
            room.watch().close();
        }
    }

    private static List<Long> ids(SseViewer viewer) {
        return viewer.events().stream().filter(block -> block.isNamed("log")).map(SseBlock::position).toList();
    }

    private static Map<String, Object> settings(String name, String value) {
        Map<String, Object> all = new HashMap<>(LogOnNode.ACCESS);
        all.put(name, value);
        return all;
    }
}
