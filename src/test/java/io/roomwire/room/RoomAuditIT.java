package io.roomwire.room;

import static io.roomwire.room.Answer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoomAuditIT {

    /** 2026-01-05T10:00:00Z. */
    private static final long TEN = 1_767_607_200_000L;
    private static final long DAY = 86_400_000;

    private static Node node;

    private RoomOnNode room;
    private String id;

    @BeforeAll
    static void start() {
        node = Node.start(TestRedis.uri());
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
    void showsADayInTheOrderOfTheFileAndTheLatestByTime() {
        assertThat(bringIn(record(TEN) + "\n\n" + record(TEN - 2) + "\r\n" + record(TEN - DAY) + "\n" + record(TEN + 1)))
                .isEqualTo(new Answer(200,
                        "{\"success\":true,\"data\":{\"trader_id\":\"" + id + "\",\"count\":4}}"));
        assertThat(times("day?day_key=2026-01-05")).containsExactly(TEN, TEN - 2, TEN + 1);
        assertThat(times("day?day_key=2026-01-05&limit=2")).containsExactly(TEN, TEN - 2);
        assertThat(times("latest")).containsExactly(TEN + 1, TEN, TEN - 2, TEN - DAY);
        assertThat(times("latest?limit=1")).containsExactly(TEN + 1);
    }

    @Test
    void wrapsTheRecordsWithTheirCount() {
        assertThat(room.get(audit("latest")).body())
                .isEqualTo("{\"success\":true,\"data\":{\"trader_id\":\"" + id + "\",\"count\":0,\"records\":[]}}");
        assertThat(room.get(audit("day?day_key=2026-99-99"))).isEqualTo(new Answer(200,
                "{\"success\":true,\"data\":{\"trader_id\":\"" + id
                        + "\",\"day_key\":\"2026-99-99\",\"count\":0,\"records\":[]}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"day", "day?day_key=", "day?day_key=2026-1-1", "day?day_key=2026-01-011",
        "day?day_key=2026-01-01%0A", "day?day_key=*"})
    void refusesDaysOfAnotherForm(String path) {
        assertThat(room.get(audit(path)))
                .isEqualTo(refusal(400, "invalid_day_key"));
    }

    @Test
    void refusesAgentsThatAreNotRegistered() {
        Answer refused = refusal(404, "agent_not_registered");
        room.control("POST", "/api/agents/" + id + "/unregister", "");
        assertThat(room.get(audit("latest"))).isEqualTo(refused);
        assertThat(room.get(audit("day?day_key=2026-01-05"))).isEqualTo(refused);
        assertThat(bringIn(record(TEN))).isEqualTo(refused);
        assertThat(room.get("/api/agents/%0A/decision-audit/latest")).isEqualTo(refused);
    }

    @Test
    void namesABadLineByItsNumberAndBringsInNothing() {
        String lines = IntStream.range(0, 16).mapToObj(i -> record(TEN + i)).collect(Collectors.joining("\n"));
        for (String bad : List.of("{", "[]", "{}", "{\"saved_ts_ms\":\"x\"}", "{\"saved_ts_ms\":1,\"trader_id\":\"t_x\"}")) {
            assertThat(bringIn(lines + "\n" + bad + "\n" + record(TEN)))
                    .isEqualTo(new Answer(400, "{\"success\":false,\"error\":\"invalid_line\",\"line\":17}"));
        }
        assertThat(times("latest")).isEmpty();
    }

    @Test
    void takesFiveThousandLinesAndNotOneMore() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            lines.add(record(TEN + i));
        }
        assertThat(bringIn(String.join("\n", lines)).status()).isEqualTo(200);
        assertThat(times("day?day_key=2026-01-05&limit=5000")).hasSize(5_000);
        assertThat(times("day?day_key=2026-01-05")).hasSize(2_000);
        assertThat(times("latest?limit=9999")).hasSize(500).startsWith(TEN + 4_999, TEN + 4_998);
        assertThat(times("latest?limit=abc")).hasSize(50);
        assertThat(times("latest?limit=-3")).hasSize(1);
        lines.add(record(TEN));
        assertThat(bringIn(String.join("\n", lines)))
                .isEqualTo(new Answer(400, "{\"success\":false,\"error\":\"too_many_lines\",\"line\":5001}"));
    }

    @Test
    void takesNearlyTwentyMegabytesAndRefusesMore() {
        String line = "{\"saved_ts_ms\":" + TEN + ",\"text\":\"" + "x".repeat(1_000_000) + "\"}\n";
        assertThat(bringIn(line.repeat(19)).status()).isEqualTo(200);
        assertThat(bringIn(line.repeat(22)))
                .isEqualTo(refusal(413, "body_too_large"));
        assertThat(times("latest")).hasSize(19);
    }

    @Test
    void takesOnlyNewlineDelimitedJson() {
        assertThat(room.control("POST", audit(""), "{}").status()).isEqualTo(415);
    }

    private Answer bringIn(String lines) {
        return room.stream(audit(""), lines, "x-control-token", Node.CONTROL_TOKEN, "Content-Type",
                "application/x-ndjson");
    }

    private String audit(String rest) {
        return "/api/agents/" + id + "/decision-audit" + (rest.isEmpty() ? "" : "/" + rest);
    }

    private List<Long> times(String path) {
        JsonNode records = Json.at(room.get(audit(path)).body(), "data", "records");
        return StreamSupport.stream(records.values().spliterator(), false)
                .map(entry -> JsonFields.given(entry, "saved_ts_ms").orElseThrow().getLongValue()).toList();
    }

    private static String record(long savedMs) {
        return "{\"saved_ts_ms\":" + savedMs + ",\"symbol\":\"NVDA\"}";
    }
}
