package io.roomwire.room;

import static io.roomwire.room.Answer.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.LoggerFactory;

final class RoomPacketIT {

    private static final String PACKET = "stream_packet";

    private static Node node;

    private RoomOnNode room;
    private String id;

    @BeforeAll
    static void start() {
        node = Node.start(TestRedis.uri(), Map.of("roomwire.rooms.packet-interval", "2s"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void open() {
        room = RoomOnNode.running(node);
        id = room.id();
    }

    @Test
    void showsEveryPartAlsoWhereNobodyHasPutAny() {
        String packet = room.get("/api/rooms/" + id + "/stream-packet").body();
        assertThat(Json.at(packet, "data").entries()).extracting(Map.Entry::getKey).containsExactly("schema_version",
                "room_id", "ts_ms", "trader", "room_context", "market_overview", "market_breadth", "news_digest",
                "status", "account", "positions", "decisions_latest", "decision_latest", "public_chat_preview",
                "decision_audit_preview", "decision_meta", "thinking_symbol_live", "thinking_symbol_live_ts_ms",
                "runtime", "files");
        assertThat(packet).contains("\"public_chat_preview\":{\"room_id\":\"" + id
                + "\",\"visibility\":\"public\",\"messages\":[],\"count\":0,\"last_ts_ms\":null}");
    }

    @Test
    void showsWhatWasPutAndDecidedAndSaid() {
        assertThat(room.control("PUT", "/api/rooms/" + id + "/state",
                "{\"account\":{\"total_equity\":5},\"news_digest\":{\"titles\":[\"a\"]}}").body())
                .isEqualTo("{\"success\":true,\"data\":{\"room_id\":\"" + id
                        + "\",\"updated\":[\"account\",\"news_digest\"]}}");
        room.control("PUT", "/api/rooms/" + id + "/state", "{\"positions\":[{\"symbol\":\"NVDA\"}]}");
        for (int i = 1; i <= 22; i++) {
            room.control("POST", "/api/rooms/" + id + "/decisions",
                    "{\"decisions\":[{\"symbol\":\"S" + i + "\",\"action\":\"hold\"}],\"cycle_number\":" + i + "}");
        }
        String packet = room.get("/api/rooms/" + id + "/stream-packet").body();
        assertThat(Json.at(packet, "data", "account", "total_equity").getIntValue()).isEqualTo(5);
        assertThat(Json.at(packet, "data", "positions").size()).isEqualTo(1);
        assertThat(Json.at(packet, "data", "decision_latest", "cycle_number").getIntValue()).isEqualTo(22);
        assertThat(Json.at(packet, "data", "decision_meta", "cycle_number").getIntValue()).isEqualTo(22);
        assertThat(Json.at(packet, "data", "thinking_symbol_live").getStringValue()).isEqualTo("S22");
        assertThat(Json.at(packet, "data", "decision_audit_preview", "symbol").getStringValue()).isEqualTo("S22");
        await().untilAsserted(() -> assertThat(Json.at(room.get("/api/rooms/" + id + "/stream-packet").body(), "data",
                "public_chat_preview", "count").getIntValue()).isPositive());
    }

    @Test
    void holdsAsManyDecisionsAsOneAsksFor() {
        for (int i = 1; i <= 22; i++) {
            room.control("POST", "/api/rooms/" + id + "/decisions", "{\"decisions\":[]}");
        }
        Map<String, Integer> counts = Map.of("", 5, "?decision_limit=", 5, "?decision_limit=x", 5,
                "?decision_limit=3.9", 3, "?decision_limit=0", 1, "?decision_limit=-4", 1, "?decision_limit=99", 20,
                "?decision_limit=1e1", 10);
        counts.forEach((query, count) -> assertThat(Json.at(room.get("/api/rooms/" + id + "/stream-packet" + query)
                .body(), "data", "decisions_latest").size()).as(query).isEqualTo(count));
    }

    @Test
    void refusesStateThatIsNone() {
        String path = "/api/rooms/" + id + "/state";
        assertThat(room.control("PUT", path, "{}")).isEqualTo(refusal(400, "empty_state"));
        assertThat(room.control("PUT", path, "{\"x\":1}")).isEqualTo(refusal(400, "unknown_field"));
        assertThat(room.control("PUT", path, "{\"account\":1}")).isEqualTo(refusal(400, "invalid_account"));
        assertThat(room.control("PUT", "/api/rooms/nobody/state", "{\"account\":{}}"))
                .isEqualTo(refusal(404, "room_not_found"));
    }

    @Test
    void refusesUnknownRoomsBeforeAnyStream() {
        assertThat(room.get("/api/rooms/nobody/stream-packet")).isEqualTo(refusal(404, "room_not_found"));
        assertThat(room.get("/api/rooms/nobody/events")).isEqualTo(refusal(404, "room_not_found"));
        assertThat(room.get("/api/rooms/" + "x".repeat(4_000) + "/events")).isEqualTo(refusal(404, "room_not_found"));
        assertThat(room.get("/api/rooms/%0D%0A/events")).isEqualTo(refusal(404, "room_not_found"));
    }

    @Test
    void appendsTheFirstPacketOfAnEmptyRoomAndGivesLaterViewersTheirOwn() {
        try (SseViewer first = room.watch("/api/rooms/" + id + "/events").awaitEvents(1)) {
            SseBlock packet = first.events().getFirst();
            assertThat(packet.event()).contains(PACKET);
            assertThat(packet.position()).isPositive();
            try (SseViewer second = room.watch("/api/rooms/" + id + "/events?decision_limit=20").awaitEvents(1)) {
                SseBlock own = second.events().getFirst();
                assertThat(own.event()).contains(PACKET);
                assertThat(own.position()).isGreaterThanOrEqualTo(packet.position());
            }
        }
    }

    @Test
    void resumesFromAPacketWithoutLossOrRepeat() {
        room.control("POST", "/api/rooms/" + id + "/decisions", "{\"decisions\":[],\"cycle_number\":1}");
        String position;
        try (SseViewer viewer = room.watch("/api/rooms/" + id + "/events").awaitEvents(1)) {
            position = viewer.lastEventId();
        }
        room.control("POST", "/api/rooms/" + id + "/decisions", "{\"decisions\":[],\"cycle_number\":2}");
        try (SseViewer again = room.resume("/api/rooms/" + id + "/events", position)
                .awaitBlock(block -> block.isNamed("decision"))) {
            assertThat(again.data("decision")).singleElement().asString().contains("\"cycle_number\":2");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void appendsOnePacketPerIntervalInTheWholeCluster() {
        try (Node other = Node.start(TestRedis.uri(), Map.of("roomwire.rooms.packet-interval", "2s"));
             SseViewer here = room.watch("/api/rooms/" + id + "/events").awaitEvents(1);
             SseViewer there = room.at(other).watch("/api/rooms/" + id + "/events").awaitEvents(1)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> appended().size() >= 4);
            List<Long> times = appended();
            for (int i = 1; i < times.size(); i++) {
                assertThat(times.get(i) - times.get(i - 1)).isBetween(1_900L, 4_000L);
            }
            assertThat(here.lastEventId()).isNotEmpty();
            await().until(() -> there.lastEventId().equals(here.lastEventId()));
            await().until(() -> Objects.equals(2L, TestRedis.call("HLEN", "rw:{room:" + id + "}:presence")));
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void goesOnQuietlyWithoutPacketsWhenTheAgentGoes() {
        Logger timer = (Logger) LoggerFactory.getLogger(PacketTimer.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.list = new CopyOnWriteArrayList<>();
        timer.setLevel(Level.DEBUG);
        timer.addAppender(said);
        said.start();
        try (SseViewer viewer = room.watch("/api/rooms/" + id + "/events").awaitEvents(1)) {
            room.change("unregister", "");
            await().until(() -> said.list.stream().anyMatch(line -> line.getFormattedMessage().contains(id)));
            assertThat(said.list).allSatisfy(line -> assertThat(line.getLevel()).isEqualTo(Level.DEBUG));
            room.change("register", "");
            await().until(() -> viewer.data(PACKET).size() >= 2);
        } finally {
            timer.detachAppender(said);
            timer.setLevel(null);
        }
    }

    @Test
    void carriesPrivateChatOnTheSameConnection() {
        String path = "/api/rooms/" + id + "/events?user_session_id=usr%20sess%2F1";
        try (SseViewer viewer = room.watch(path).awaitEvents(1)) {
            room.ask("POST", "/api/chat/rooms/" + id + "/messages", "{\"user_session_id\":\"usr sess/1\","
                    + "\"visibility\":\"private\",\"message_type\":\"private_agent_dm\",\"text\":\"hi\"}");
            viewer.awaitBlock(block -> block.isNamed("chat_private_append"));
            assertThat(viewer.lastEventId()).matches("\\d+\\.\\d+");
        }
        assertThat(room.get("/api/rooms/" + id + "/events?user_session_id=" + "x".repeat(400)))
                .isEqualTo(refusal(400, "invalid_user_session_id"));
    }

    @Test
    void countsBuilds() {
        room.get("/api/rooms/" + id + "/stream-packet");
        assertThat(room.get("/prometheus").body()).containsPattern("roomwire_packet_builds_total [1-9]")
                .contains("roomwire_packet_joined_total ").contains("roomwire_packet_timer_skips_total ")
                .containsPattern("roomwire_packet_build_concurrency_max 1");
    }

    /** When packets were appended, in ms. */
    private List<Long> appended() {
        List<?> entries = (List<?>) Objects.requireNonNull(
                TestRedis.call("XRANGE", "rw:{room:" + id + "}:events", "-", "+"));
        return entries.stream().map(entry -> (List<?>) entry)
                .filter(entry -> ((List<?>) entry.getLast()).contains(PACKET))
                .map(entry -> String.valueOf(entry.getFirst()))
                .map(entryId -> Long.parseLong(entryId.substring(0, entryId.indexOf('-')))).toList();
    }
}
