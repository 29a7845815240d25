package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.List;
import java.util.Map;

/** The known fields of decisions and audit records. */
final class DecisionShapes {

    private static final JsonNode ZERO = JsonNode.createNumberNode(0);
    private static final JsonNode NO_TEXT = JsonNode.createStringNode("");
    private static final JsonNode NO_LIST = JsonNode.createArrayNode(List.of());
    private static final JsonNode FALSE = JsonNode.createBooleanNode(false);
    private static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());

    private static final JsonNode ACCOUNT = new JsonFields()
            .put("total_balance", ZERO).put("available_balance", ZERO).put("total_unrealized_profit", ZERO)
            .put("position_count", ZERO).put("margin_used_pct", ZERO).object();

    /** The decision itself; the caller adds its timestamp. */
    static final JsonShape DECISION = JsonShape.empty()
            .maybe("timestamp", JsonKind.TEXT)
            .orNull("cycle_number", JsonKind.NUMBER)
            .with("system_prompt", JsonKind.TEXT, NO_TEXT)
            .with("input_prompt", JsonKind.TEXT, NO_TEXT)
            .with("cot_trace", JsonKind.TEXT, NO_TEXT)
            .maybe("reasoning_steps_cn", JsonKind.ARRAY)
            .with("decision_json", JsonKind.ANY, NO_TEXT)
            .orNull("decision_source", JsonKind.TEXT)
            .with("account_state", JsonKind.OBJECT, ACCOUNT)
            .with("positions", JsonKind.OBJECTS, NO_LIST)
            .with("candidate_coins", JsonKind.ARRAY, NO_LIST)
            .maybe("decisions", JsonKind.OBJECTS)
            .with("execution_log", JsonKind.ARRAY, NO_LIST)
            .with("success", JsonKind.FLAG, JsonNode.createBooleanNode(true))
            .maybe("error_message", JsonKind.TEXT);

    /** What was known when the decision was made. */
    static final JsonShape CONTEXT = market(JsonShape.empty().with("forced_hold", JsonKind.FLAG, FALSE));

    /** An audit record after its head, {@link #CONTEXT} in its midst. */
    static final JsonShape AUDIT = market(JsonShape.empty()
            .orNull("timestamp", JsonKind.TEXT)
            .orNull("cycle_number", JsonKind.NUMBER)
            .orNull("symbol", JsonKind.TEXT)
            .orNull("action", JsonKind.TEXT)
            .orNull("decision_source", JsonKind.TEXT)
            .with("forced_hold", JsonKind.FLAG, FALSE)
            .with("order_executed", JsonKind.FLAG, FALSE)
            .with("position_shares_on_symbol", JsonKind.NUMBER, ZERO)
            .orNull("hold_semantics", JsonKind.HOLD))
            .with("live_files", JsonKind.ANY, NOTHING);

    private DecisionShapes() {
    }

    private static JsonShape market(JsonShape shape) {
        return shape.orNull("data_readiness", JsonKind.READINESS)
                .orNull("session_gate", JsonKind.ANY)
                .orNull("market_overview", JsonKind.ANY)
                .orNull("market_breadth", JsonKind.ANY)
                .orNull("news_digest", JsonKind.ANY);
    }
}
