package io.roomwire.worklog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.RedisWire;
import io.roomwire.testkit.SseViewer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines on their way in: by HTTP, and by a Redis channel from agents that know nothing of us. */
@Timeout(60)
final class LogLinesIT {

    /** Lines of a work log: a node that falls behind by more has to reset its viewers. */
    private static final int KEPT = 100;

    private final RedisProcess redis = RedisProcess.start();
    private final Node node = Node.start(redis.uri(), LogOnNode.ACCESS);
    private final LogOnNode room = LogOnNode.created(node);

    @AfterEach
    void close() {
        node.close();
        redis.close();
    }

    @Test
    void takesLinesOfTheOwnerAndOfPrograms() {
        try (SseViewer viewer = room.watch()) {
            HttpResponse<String> answer = room.send("POST", "/logs", LogOnNode.line("mine"));
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("{\"accepted\":true}");
            assertThat(room.sendWithKey("POST", "/logs", LogOnNode.line("a program's")).statusCode()).isEqualTo(202);
            viewer.awaitEvents(3);
            assertThat(LogOnNode.messages(viewer)).containsExactly("mine", "a program's");
        }
    }

    @Test
    void saysAllThatIsWrongWithALine() {
        assertThat(Json.at(room.send("POST", "/logs", "{\"agentType\":\"poet\",\"level\":\"debug\",\"message\":1,"
                + "\"metadata\":[],\"timestamp\":\"today\",\"x\":1}").body(), "message").getStringValue())
                .isEqualTo("property x should not exist, timestamp must be a valid ISO 8601 date string, "
                        + "agentType must be one of the following values: story, asset, code, deploy, orchestrator, "
                        + "level must be one of the following values: info, warn, error, success, "
                        + "message must be a string, metadata must be an object");
        for (String body : List.of("", "{", "[]", "null", "\"x\"")) {
            assertThat(room.send("POST", "/logs", body).statusCode()).as(body).isEqualTo(400);
        }
    }

    @Test
    void appendsWhatIsPublishedInItsOrderAndOnce() {
        try (Node other = Node.start(redis.uri(), LogOnNode.ACCESS); SseViewer viewer = room.watch();
                SseViewer there = room.at(other).watch(); RedisWire agent = RedisWire.connect(redis.port())) {
            List<String> sent = IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
            for (int from = 0; from < sent.size(); from += KEPT / 2) {
                sent.subList(from, from + KEPT / 2).forEach(n ->
                        assertThat(agent.call("PUBLISH", room.channel(), LogOnNode.line(n))).isEqualTo(1L));
                viewer.awaitEvents(from + KEPT / 2 + 1);
                there.awaitEvents(from + KEPT / 2 + 1);
            }
            assertThat(LogOnNode.messages(viewer)).isEqualTo(sent);
            assertThat(LogOnNode.messages(there)).isEqualTo(sent);
        }
    }

    @Test
    void keepsTheTimeOfAPublishedLineAndIgnoresFurtherFields() {
        try (SseViewer viewer = room.watch()) {
            redis.call("PUBLISH", room.channel(), "{\"pid\":7,\"message\":\"m\",\"metadata\":{\"b\":1,\"a\":2},"
                    + "\"level\":\"warn\",\"agentType\":\"deploy\",\"timestamp\":\"2026-01-05T10:00:01.25Z\"}");
            viewer.awaitEvents(2);
            assertThat(viewer.data("log")).containsExactly("{\"timestamp\":\"2026-01-05T10:00:01.250Z\","
                    + "\"agentType\":\"deploy\",\"level\":\"warn\",\"message\":\"m\",\"metadata\":{\"b\":1,\"a\":2}}");
        }
    }

    @Test
    void skipsAndCountsWhatIsNoLine() throws IOException {
        try (SseViewer viewer = room.watch()) {
            for (String bad : List.of("", "nonsense", "{", "[]", "null", "{\"agentType\":\"story\"}",
                    "[".repeat(20_000), LogOnNode.line("x").replace("story", "poet"),
                    LogOnNode.line("x").replace("info", "debug"))) {
                redis.call("PUBLISH", room.channel(), bad);
            }
            redis.call("PUBLISH", "room:" + UUID.randomUUID() + ":logs", LogOnNode.line("x"));
            redis.call("PUBLISH", "room:nobody:logs", LogOnNode.line("x"));
            redis.call("PUBLISH", "room:a:b:logs", LogOnNode.line("x"));
            redis.call("PUBLISH", room.channel(), LogOnNode.line("x".repeat(1 << 20)));
            redis.call("PUBLISH", room.channel(), LogOnNode.line("good"));
            viewer.awaitEvents(2);
            assertThat(LogOnNode.messages(viewer)).containsExactly("good");
        }
        assertThat(Http.get(node.address().resolve("/prometheus")).body()).contains(
                "roomwire_worklog_skipped_total{reason=\"unparseable\"} 9.0",
                "roomwire_worklog_skipped_total{reason=\"unknown_room\"} 3.0",
                "roomwire_worklog_skipped_total{reason=\"too_long\"} 1.0", "roomwire_ingest_holder 1.0",
                "roomwire_ingest_lost_total{reason=\"refused\"} 0.0");
    }

    @Test
    void takesNoLinesForARoomThatIsGone() {
        assertThat(room.say("before")).isEqualTo(202);
        redis.call("FLUSHALL");
        assertThat(room.say("after")).isEqualTo(404);
        assertThat(room.send("GET", "", "").statusCode()).isEqualTo(404);
        assertThat(redis.call("EXISTS", "rw:{worklog:" + room.id() + "}:events")).isEqualTo(0L);
    }

    @Test
    void keepsTheCapsThatAreSet() {
        Map<String, Object> caps = new HashMap<>(LogOnNode.ACCESS);
        caps.putAll(Map.of("roomwire.worklog.lines-per-second", "10", "roomwire.worklog.line-bytes", "200B"));
        try (Node capped = Node.start(redis.uri(), caps)) {
            LogOnNode there = room.at(capped);
            HttpResponse<String> tooLong = there.send("POST", "/logs", LogOnNode.line("x".repeat(200)));
            assertThat(tooLong.statusCode()).isEqualTo(413);
            assertThat(Json.at(tooLong.body(), "message").getStringValue()).isEqualTo("A line has 200 bytes at most");
            List<Integer> answers = IntStream.range(0, 30).map(n -> there.say("x")).boxed().toList();
            assertThat(answers).contains(202, 429).containsOnly(202, 429);
            HttpResponse<String> limited = await().until(() -> there.send("POST", "/logs", LogOnNode.line("x")),
                    answer -> answer.statusCode() == 429);
            assertThat(limited.headers().firstValue("Retry-After")).contains("1");
            assertThat(Json.at(limited.body(), "error", "error").getStringValue()).isEqualTo("Too Many Requests");
            await().until(() -> there.say("x") == 202);
        }
    }

    @Test
    void keepsTheCapsOnTheChannelToo() {
        node.close();
        Map<String, Object> caps = new HashMap<>(LogOnNode.ACCESS);
        caps.putAll(Map.of("roomwire.worklog.lines-per-second", "10", "roomwire.worklog.line-bytes", "200B"));
        try (Node capped = Node.start(redis.uri(), caps); SseViewer viewer = room.at(capped).watch()) {
            await().until(() -> !"0".equals(String.valueOf(
                    redis.call("PUBLISH", room.channel(), LogOnNode.line("x".repeat(200))))));
            for (int n = 0; n < 30; n++) {
                redis.call("PUBLISH", room.channel(), LogOnNode.line(Integer.toString(n)));
            }
            MeterRegistry meters = capped.bean(MeterRegistry.class);
            await().until(() -> meters.get("roomwire.ingest.lost").tag("reason", "refused").counter().count() > 0);
            assertThat(meters.get("roomwire.worklog.skipped").tag("reason", "too_long").counter().count()).isOne();
            assertThat(LogOnNode.messages(viewer)).startsWith("0", "1").hasSizeLessThan(30);
        }
    }

    @Test
    void namesItsMetersFromTheStart() {
        assertThat(Objects.requireNonNull(node.bean(MeterRegistry.class).find("roomwire.worklog.skipped")
                .tag("reason", "unparseable").counter()).count()).isZero();
    }
}
