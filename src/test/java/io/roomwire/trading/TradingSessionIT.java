package io.roomwire.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.trading.Trader.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions from their start to their end, on two nodes. */
@Timeout(60)
final class TradingSessionIT {

    private static final String TWO_DAYS =
            "{\"base_model\":\"gpt\",\"start_date\":\"2026-01-05\",\"end_date\":\"2026-01-06\"}";
    private static final String YEARS =
            "{\"base_model\":\"gpt\",\"start_date\":\"2020-01-01\",\"end_date\":\"2025-12-31\"}";
    private static final String TIME = "(20[0-9T:.-]{24}\\+00:00)";

    private static Node node;
    private static Node other;

    private Trader mia;
    private Trader there;
    private long model;

    @BeforeAll
    static void start() {
        node = Node.start(TestRedis.uri(), Trader.SETTINGS);
        other = Node.start(TestRedis.uri(), Trader.SETTINGS);
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
    }

    @BeforeEach
    void open() {
        mia = Trader.at(node);
        there = mia.at(other.address());
        model = mia.model();
    }

    @Test
    void playsASessionForViewersOfEveryNode() {
        try (SseViewer viewer = there.watch(model).awaitEvents(1)) {
            Answer started = start(mia, TWO_DAYS);
            assertThat(started.status()).isEqualTo(200);
            assertThat(started.body())
                    .matches("\\{\"status\":\"started\",\"model_id\":" + model + ",\"started_at\":\"" + TIME + "\"}");
            viewer.awaitBlock(block -> type(block).equals("complete"));
            String course = viewer.events().stream().map(TradingSessionIT::type).collect(Collectors.joining(" "));
            assertThat(course).matches("connected status status"
                    + "( session_start thinking tool_use ai_response( trade){1,3} progress session_complete){2} "
                    + "complete");
            assertThat(viewer.events().get(1).data().orElseThrow())
                    .contains("\"message\":\"Initializing AI agent...\"");
            assertThat(viewer.events().get(2).data().orElseThrow())
                    .contains("\"message\":\"Starting trading session...\"");
            assertThat(viewer.events()).allMatch(block -> block.event().isEmpty());
            assertThat(viewer.events().subList(1, viewer.events().size())).allMatch(block -> block.id().isPresent());
        }
    }

    @Test
    void tellsOfASessionThatIsComplete() {
        long trades = Json.at(complete(), "data", "trades").getLongValue();
        assertThat(there.get("/api/trading/status/" + model).body())
                .matches("\\{\"model_id\":" + model + ",\"user_id\":\""
                + mia.subject() + "\",\"signature\":\"alpha\",\"basemodel\":\"gpt\",\"start_date\":\"2026-01-05\","
                + "\"end_date\":\"2026-01-06\",\"started_at\":\"" + TIME
                + "\",\"status\":\"completed\",\"completed_at\":\"" + TIME + "\"}");
        assertThat(there.get("/api/models/" + model + "/runs").body())
                .matches("\\{\"runs\":\\[\\{\"id\":[0-9]{16},\"run_number\":1,"
                + "\"status\":\"completed\",\"started_at\":\"" + TIME + "\",\"ended_at\":\"" + TIME + "\",\"trades\":"
                + trades
                + ",\"final_value\":[0-9.]+}],\"total\":1}");
        assertThat(mia.get("/api/trading/status")).isEqualTo(Answer.ok("{\"running_agents\":{},\"total_running\":0}"));
    }

    @Test
    void endsWithTheValueThatTheLedgerHas() {
        String end = complete();
        assertThat(Json.at(mia.get("/api/models/" + model + "/runs").body(), "runs").get(0))
                .satisfies(run -> assertThat(Objects.requireNonNull(run).get("final_value"))
                        .isEqualTo(Json.at(end, "data", "final_value")));
    }

    private String complete() {
        try (SseViewer viewer = mia.watch(model)) {
            start(mia, TWO_DAYS);
            viewer.awaitBlock(block -> type(block).equals("complete"));
            await().until(() -> status().equals("completed"));
            return viewer.events().getLast().data().orElseThrow();
        }
    }

    @Test
    void startsAgainWhenTheLastOneHasEnded() {
        complete();
        assertThat(start(there, YEARS).body()).contains("\"started\"");
        assertThat(mia.get("/api/models/" + model + "/runs").body()).contains("\"run_number\":2")
                .endsWith("\"total\":2}");
        stop(mia);
    }

    @Test
    void runsOneSessionPerModelInTheWholeCluster() {
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> start(i % 2 == 0 ? mia : there, YEARS))).toList();
        List<String> states = answers.stream().map(answer -> Json.at(answer.join().body(), "status").getStringValue())
                .toList();
        assertThat(states.stream().filter("started"::equals)).hasSize(1);
        assertThat(states.stream().filter("already_running"::equals)).hasSize(9);
        assertThat(answers.stream().map(answer -> Json.at(answer.join().body(), "started_at")).distinct()).hasSize(1);
        stop(mia);
    }

    @Test
    void listsOnesOwnSessionsThatGoOn() {
        start(mia, YEARS);
        Trader.at(node).model();
        await().until(() -> status().equals("running"));
        assertThat(there.get("/api/trading/status").body())
                .matches("\\{\"running_agents\":\\{\"" + model + "\":\\{\"model_id\":" + model
                + ",.*\"status\":\"running\"}},\"total_running\":1}");
        assertThat(Trader.at(other).get("/api/trading/status").body()).doesNotContain("\"model_id\"");
        assertThat(mia.get("/api/trading/stats").body()).contains("\"active_runs\":1");
        stop(mia);
    }

    @Test
    void stopsASessionFromAnotherNodeAndThenForGood() {
        start(mia, YEARS);
        try (SseViewer viewer = mia.watch(model)) {
            viewer.awaitBlock(block -> type(block).equals("session_complete"));
            Answer stopped = stop(there);
            assertThat(stopped.body())
                    .matches("\\{\"status\":\"stopped\",\"model_id\":" + model + ",\"duration\":[0-9]+\\.[0-9]+}");
            viewer.awaitBlock(block -> block.data().orElse("").contains("Trading session stopped"));
            assertThat(there.get("/api/trading/status/" + model).body())
                    .matches(".*\"status\":\"stopped\",\"stopped_at\":\"" + TIME + "\"}");
            assertThat(stop(mia)).isEqualTo(Answer.ok("{\"status\":\"not_running\",\"model_id\":" + model + "}"));
            assertThat(start(mia, TWO_DAYS).body()).contains("\"started\"");
            viewer.awaitBlock(block -> type(block).equals("complete"));
            List<String> types = viewer.events().stream().filter(block -> block.id().isPresent())
                    .map(block -> block.data().orElseThrow()).toList();
            int end = IntStream.range(0, types.size()).filter(i -> types.get(i).contains("Trading session stopped"))
                    .findFirst().orElseThrow();
            assertThat(types.get(end + 1)).as("nothing of the old session comes behind its end")
                    .contains("Initializing AI agent...");
        }
    }

    @Test
    void saysThatNothingRunsWhereNothingEverRan() {
        Answer idle = Answer.ok("{\"status\":\"not_running\",\"model_id\":" + model + "}");
        assertThat(mia.get("/api/trading/status/" + model)).isEqualTo(idle);
        assertThat(stop(mia)).isEqualTo(idle);
    }

    @Test
    void failsWithAnErrorInPlaceOfComplete() {
        try (SseViewer viewer = mia.watch(model)) {
            start(mia, TWO_DAYS.replace("2026-01-06", "2025-01-01"));
            String error = "end_date 2025-01-01 is before start_date 2026-01-05";
            viewer.awaitBlock(block -> type(block).equals("error"));
            assertThat(viewer.events().getLast().data().orElseThrow())
                    .endsWith("\"data\":{\"message\":\"" + error + "\"}}");
            await().until(() -> status().equals("failed"));
            assertThat(mia.get("/api/trading/status/" + model).body())
                    .matches(".*\"completed_at\":\"" + TIME + "\",\"error\":\"" + error + "\"}");
        }
        assertThat(start(mia, TWO_DAYS).body()).contains("\"started\"");
    }

    @Test
    void failsTheSessionOfANodeThatIsGone() {
        Map<String, Object> slow = new HashMap<>(Trader.SETTINGS);
        slow.put("roomwire.trading.step", "100ms");
        try (Node third = Node.start(TestRedis.uri(), slow); SseViewer viewer = mia.watch(model)) {
            start(mia.at(third.address()), YEARS);
            viewer.awaitBlock(block -> type(block).equals("session_start"));
            third.stop();
            viewer.awaitBlock(block -> type(block).equals("error"));
            assertThat(viewer.events().getLast().data().orElseThrow())
                    .contains("The node that played the session is gone.");
            await().atMost(Duration.ofSeconds(10)).until(() -> start(there, TWO_DAYS).body().contains("\"started\""));
            viewer.awaitBlock(block -> type(block).equals("complete"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value =
            {"{}|missing|base_model",
            "{\"base_model\":1,\"start_date\":\"a\",\"end_date\":\"b\"}|string_type|base_model",
            "{\"base_model\":\"m\",\"start_date\":\"a\"}|missing|end_date"})
    void refusesStartsThatLackSomething(String body, String type, String field) {
        Answer answer = start(mia, body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .startsWith("{\"detail\":[{\"type\":\"" + type + "\",\"loc\":[\"body\",\"" + field + "\"]");
    }

    private Answer start(Trader who, String body) {
        return who.post("/api/trading/start/" + model, body);
    }

    private Answer stop(Trader who) {
        return who.post("/api/trading/stop/" + model, "");
    }

    private String status() {
        return Json.at(mia.get("/api/trading/status/" + model).body(), "status").getStringValue();
    }

    private static String type(SseBlock block) {
        return block.data().map(data -> Json.at(data, "type").getStringValue()).orElse("");
    }
}
