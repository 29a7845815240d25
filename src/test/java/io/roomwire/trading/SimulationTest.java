package io.roomwire.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.serde.ObjectMapper;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SimulationTest {

    private static final JsonText JSON = new JsonText(ObjectMapper.getDefault());
    private static final RunRequest WEEK = new RunRequest("gpt", "2026-01-05", "2026-01-11");

    @Test
    void goesTheSameWayWithTheSameSeedAndAnotherWithAnother() {
        assertThat(texts(WEEK, 7)).isEqualTo(texts(WEEK, 7)).isNotEqualTo(texts(WEEK, 8));
    }

    @Test
    void hasTheCourseOfASession() {
        String course = steps(WEEK, 3).stream().map(Step::type).collect(Collectors.joining(" "));
        String day = "session_start thinking tool_use ai_response( trade){1,3} progress session_complete ";
        assertThat(course).matches("status (" + day + "){7}complete");
    }

    @Test
    void saysItInTheCanonicalWords() {
        List<String> messages = steps(WEEK, 3).stream()
                .filter(step -> !List.of("session_start", "thinking", "tool_use", "ai_response", "progress")
                .contains(step.type()))
                .map(step -> step.type() + ": " + JsonFields.text(step.data(), "message").orElseThrow()).distinct()
                .toList();
        assertThat(messages).contains("status: Starting trading session...", "trade: AI executing BUY order...",
                "session_complete: Trading session completed", "complete: Trading session completed");
        assertThat(messages).allMatch(message ->
                message.matches("(status|session_complete|complete): Trading session completed"
                + "|status: Starting trading session[.]{3}|trade: AI executing (BUY|SELL) order[.]{3}"
                + "|trade: AI decided to HOLD positions"));
    }

    @Test
    void changesTheRunAtItsBeginAndItsEnd() {
        List<Step> steps = steps(WEEK, 3);
        assertThat(steps.getFirst().change()).contains(RunStatus.RUNNING);
        assertThat(steps.getLast().change()).contains(RunStatus.COMPLETED);
        assertThat(steps.subList(1, steps.size() - 1)).allMatch(step -> step.change().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void tradesWithinItsMeansAndEndsWithWhatTheLedgerHas(long seed) {
        RunRequest quarter = new RunRequest("gpt", "2026-01-01", "2026-03-31");
        Ledger ledger = new Ledger(LedgerState.initial(new BigDecimal("1000")), 10);
        List<Step> steps = new ArrayList<>();
        Simulation.of(quarter, seed, ledger.state()).forEachRemaining(steps::add);
        long id = 0;
        for (Step step : steps) {
            long next = ++id;
            Trade.of(step.event("2026-01-05T10:00:00.000000+00:00")).ifPresent(trade -> ledger.fold(next, trade));
            assertThat(ledger.state().cash()).isNotNegative();
            assertThat(ledger.state().holdings().values()).allMatch(holding -> holding.amount().signum() > 0);
        }
        String end = JSON.write(steps.getLast().data());
        assertThat(end).contains("\"trades\":" + ledger.state().trades() + ',')
                .contains("\"final_value\":" + JSON.write(Decimals.money(ledger.state().total())) + '}');
    }

    @ParameterizedTest
    @CsvSource({"2026-01-05,soon,end_date is not a date: soon", "'',2026-01-05,'start_date is not a date: '",
            "2026-01-05,2026-01-04,end_date 2026-01-04 is before start_date 2026-01-05"})
    void cannotPlayDatesThatAreNone(String start, String end, String message) {
        assertThatThrownBy(() -> steps(new RunRequest("gpt", start, end), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static List<Step> steps(RunRequest request, long seed) {
        List<Step> steps = new ArrayList<>();
        Simulation.of(request, seed, LedgerState.initial(new BigDecimal("10000"))).forEachRemaining(steps::add);
        return steps;
    }

    private static List<String> texts(RunRequest request, long seed) {
        return steps(request, seed).stream().map(step -> step.type() + JSON.write(step.data())).toList();
    }
}
