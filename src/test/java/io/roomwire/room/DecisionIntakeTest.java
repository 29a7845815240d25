package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecisionIntakeTest {

    /** 17:30 of the 4th in UTC, past midnight of the 5th in Shanghai. */
    private static final Instant NOW = Instant.parse("2026-01-04T17:30:00Z");
    private static final JsonText JSON = new JsonText(ObjectMapper.getDefault());

    private final DecisionIntake intake = new DecisionIntake(new MarketZone(ZoneId.of("Asia/Shanghai")),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void needsNothingButOrders() {
        PublishedDecision decision = read("{\"decisions\":[]}");
        assertThat(text(decision.decision())).isEqualTo("""
                {"timestamp":"2026-01-04T17:30:00Z","cycle_number":null,"system_prompt":"","input_prompt":"",\
                "cot_trace":"","decision_json":"","decision_source":null,\
                "account_state":{"total_balance":0,"available_balance":0,"total_unrealized_profit":0,\
                "position_count":0,"margin_used_pct":0},"positions":[],"candidate_coins":[],"decisions":[],\
                "execution_log":[],"success":true}""");
        assertThat(text(decision.meta())).isEqualTo("""
                {"saved_ts_ms":1767547800000,"decision_ts":"2026-01-04T17:30:00Z","cycle_number":null,\
                "thinking_symbol":null,"forced_hold":false,"data_readiness":null,"session_gate":null,\
                "market_overview":null,"market_breadth":null,"news_digest":null}""");
        assertThat(text(decision.audit())).isEqualTo("""
                {"schema_version":"agent.decision_audit.v1","trader_id":"t_001","day_key":"2026-01-05",\
                "saved_ts_ms":1767547800000,"timestamp":"2026-01-04T17:30:00Z","cycle_number":null,"symbol":null,\
                "action":null,"decision_source":null,"forced_hold":false,"order_executed":false,\
                "position_shares_on_symbol":0,"hold_semantics":null,"data_readiness":null,"session_gate":null,\
                "market_overview":null,"market_breadth":null,"news_digest":null,"live_files":{}}""");
    }

    @Test
    void takesTheAuditRowsSymbolAndActionFromTheFirstOrder() {
        JsonNode audit = read("""
                {"symbol":"IGNORED","decisions":[{"symbol":"NVDA","action":"buy","executed":true},{"symbol":"AAPL"}]}""")
                .audit();
        assertThat(JsonFields.text(audit, "symbol")).contains("NVDA");
        assertThat(JsonFields.text(audit, "action")).contains("buy");
        assertThat(JsonFields.given(audit, "order_executed")).contains(JsonNode.createBooleanNode(true));
    }

    @ParameterizedTest
    @CsvSource({"2.5,keep_existing_position", "0,no_position_no_order"})
    void tellsWhatAHoldMeansByThePositionHeld(double quantity, String meaning) {
        JsonNode audit = read("{\"decisions\":[{\"symbol\":\"NVDA\",\"action\":\"HOLD\"}],\"positions\":["
                + "{\"symbol\":\"NVDA\",\"quantity\":" + quantity + "}]}").audit();
        assertThat(JsonFields.text(audit, "hold_semantics")).contains(meaning);
        assertThat(JsonFields.given(audit, "position_shares_on_symbol").map(JsonNode::getDoubleValue))
                .contains(quantity);
    }

    @Test
    void letsTheAgentsOwnWordWin() {
        JsonNode audit = read("""
                {"decisions":[{"symbol":"NVDA","action":"hold"}],"hold_semantics":"keep_existing_position",
                 "position_shares_on_symbol":7,"order_executed":true}""").audit();
        assertThat(JsonFields.text(audit, "hold_semantics")).contains("keep_existing_position");
        assertThat(JsonFields.given(audit, "position_shares_on_symbol").map(JsonNode::getIntValue)).contains(7);
        assertThat(JsonFields.given(audit, "order_executed").map(JsonNode::getBooleanValue)).contains(true);
    }

    @Test
    void takesNullForNoWordOfTheAgent() {
        JsonNode audit = read("""
                {"decisions":[{"symbol":"NVDA","action":"hold","executed":true}],"hold_semantics":null,
                 "order_executed":null}""").audit();

        assertThat(JsonFields.text(audit, "hold_semantics")).contains("no_position_no_order");
        assertThat(JsonFields.given(audit, "order_executed").map(JsonNode::getBooleanValue)).contains(true);
    }

    @Test
    void putsTheContextIntoTheEventAndTheAuditAlike() {
        PublishedDecision decision = read("""
                {"decisions":[],"forced_hold":true,"data_readiness":{"level":"WARN","reasons":["stale"]},
                 "session_gate":{"open":false},"thinking_symbol":"TSLA","decision_ts":12,"cycle_number":9}""");
        for (JsonNode json : new JsonNode[] {decision.meta(), decision.audit()}) {
            assertThat(JsonFields.given(json, "forced_hold").map(JsonNode::getBooleanValue)).contains(true);
            assertThat(text(JsonFields.given(json, "data_readiness").orElseThrow()))
                    .isEqualTo("{\"level\":\"WARN\",\"reasons\":[\"stale\"]}");
            assertThat(JsonFields.given(json, "cycle_number").map(JsonNode::getIntValue)).contains(9);
        }
        assertThat(JsonFields.text(decision.meta(), "thinking_symbol")).contains("TSLA");
        assertThat(JsonFields.given(decision.meta(), "decision_ts").map(JsonNode::getIntValue)).contains(12);
    }

    @Test
    void keepsOptionalFieldsOnlyWhereGivenAndDropsUnknownOnes() {
        JsonNode decision = read("""
                {"decisions":[],"error_message":"no","reasoning_steps_cn":["a"],"control_token":"secret","x":1}""")
                .decision();
        assertThat(JsonFields.text(decision, "error_message")).contains("no");
        assertThat(decision.get("reasoning_steps_cn")).isNotNull();
        assertThat(decision.get("control_token")).isNull();
        assertThat(decision.get("x")).isNull();
    }

    @Test
    void usesTheManifestsZoneForTheDay() {
        assertThat(intake.read(agent("UTC"), JSON.read("{\"decisions\":[]}")).day()).isEqualTo("2026-01-04");
        assertThat(intake.read(agent("Mars/Base"), JSON.read("{\"decisions\":[]}")).day()).isEqualTo("2026-01-05");
    }

    @Test
    void takesATimeThatTheAgentNames() {
        PublishedDecision decision = read("{\"decisions\":[],\"saved_ts_ms\":1700000000000.7}");
        assertThat(decision.day()).isEqualTo("2023-11-15");
        assertThat(decision.saved().millis()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void tellsNarrationsOnlyOfTimestampsThatWereGiven() {
        assertThat(read("{\"decisions\":[{\"symbol\":\"NVDA\",\"action\":\"open_long\"}],\"cycle_number\":3}").facts())
                .isEqualTo(new NarrationFacts(Optional.empty(), OptionalLong.of(3), false, "Open long NVDA"));
        assertThat(read("{\"decisions\":[],\"timestamp\":\"T1\"}").facts())
                .isEqualTo(new NarrationFacts(Optional.of("T1"), OptionalLong.empty(), true, "Hold"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"decisions\":null}", "{\"decisions\":{}}", "{\"decisions\":[1]}",
        "{\"decisions\":[{\"symbol\":5}]}", "{\"decisions\":[{\"action\":{}}]}"})
    void refusesWhatHasNoOrders(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(RoomException.class).hasMessage("invalid_decisions");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"timestamp|5", "cycle_number|\"5\"", "system_prompt|[]", "positions|[1]",
        "candidate_coins|{}", "success|\"yes\"", "account_state|[]", "forced_hold|1", "data_readiness|{\"level\":\"X\"}",
        "data_readiness|{}", "hold_semantics|\"maybe\"", "order_executed|0", "saved_ts_ms|\"1\"", "saved_ts_ms|-1",
        "saved_ts_ms|1e300", "decision_source|1"})
    void namesTheFieldThatHoldsWhatItCannot(String field, String value) {
        assertThatThrownBy(() -> read("{\"decisions\":[],\"" + field + "\":" + value + "}"))
                .isInstanceOf(RoomException.class).hasMessage("invalid_" + field);
    }

    private PublishedDecision read(String body) {
        Agent agent = new Agent("t_001", "Ann", true, true, JsonNode.createObjectNode(Map.of()));
        return intake.read(agent, JSON.read(body));
    }

    private static Agent agent(String zone) {
        return new Agent("t_001", "Ann", true, true, new JsonFields().put("time_zone", zone).object());
    }

    private static String text(JsonNode node) {
        return JSON.write(node);
    }
}
