package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A packet's parts as they look where nobody has put anything, and what was put laid over them. */
final class PacketParts {

    private static final JsonNode ZERO = JsonNode.createNumberNode(0);
    private static final JsonNode NO_LIST = JsonNode.createArrayNode(List.of());
    private static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());

    private static final JsonNode ACCOUNT = new JsonFields()
            .put("total_equity", ZERO).put("wallet_balance", ZERO).put("unrealized_profit", ZERO)
            .put("available_balance", ZERO).put("total_pnl", ZERO).put("total_pnl_pct", ZERO)
            .put("initial_balance", ZERO).put("daily_pnl", ZERO).put("position_count", ZERO)
            .put("margin_used", ZERO).put("margin_used_pct", ZERO).object();

    private static final JsonNode OVERVIEW =
            new JsonFields().putNull("source_kind").putNull("brief").putNull("status").object();

    private static final JsonNode BREADTH = new JsonFields().putNull("source_kind").putNull("summary")
            .putNull("breadth").putNull("status").object();

    private static final JsonNode NEWS =
            new JsonFields().putNull("source_kind").put("titles", NO_LIST).putNull("status").object();

    private final Agent agent;
    private final Map<StatePart, JsonNode> put;

    PacketParts(Agent agent, Map<StatePart, JsonNode> put) {
        this.agent = agent;
        this.put = put;
    }

    /** What a packet opens with, after its own head. */
    JsonFields addTo(JsonFields packet) {
        JsonNode overview = over(OVERVIEW, StatePart.MARKET_OVERVIEW);
        JsonNode news = over(NEWS, StatePart.NEWS_DIGEST);
        return packet.put("trader", trader())
                .put("room_context", over(context(overview, news), StatePart.ROOM_CONTEXT))
                .put("market_overview", overview)
                .put("market_breadth", over(BREADTH, StatePart.MARKET_BREADTH))
                .put("news_digest", news)
                .put("status", over(status(), StatePart.STATUS))
                .put("account", over(ACCOUNT, StatePart.ACCOUNT))
                .put("positions", given(StatePart.POSITIONS).orElse(NO_LIST));
    }

    /** What a packet ends with. */
    JsonFields addEndTo(JsonFields packet) {
        return packet.put("runtime", runtime()).put("files", over(NOTHING, StatePart.FILES));
    }

    private JsonNode trader() {
        return new JsonFields().put("trader_id", agent.id()).put("trader_name", agent.name())
                .put("exchange_id", manifest("exchange_id")).put("is_running", agent.running()).object();
    }

    private JsonNode status() {
        return new JsonFields().put("trader_id", agent.id()).put("trader_name", agent.name())
                .put("ai_model", manifest("ai_model")).put("is_running", agent.running()).putNull("start_time")
                .put("runtime_minutes", ZERO).put("call_count", ZERO).put("initial_balance", ZERO)
                .putNull("scan_interval").put("market_gate", NOTHING).object();
    }

    private static JsonNode context(JsonNode overview, JsonNode news) {
        return new JsonFields().putNull("data_readiness")
                .put("market_overview_brief", JsonFields.given(overview, "brief"))
                .put("news_digest_titles", JsonFields.given(news, "titles").orElse(NO_LIST)).object();
    }

    private JsonNode runtime() {
        return new JsonFields().put("state", agent.running() ? "running" : "stopped").put("metrics", NOTHING).object();
    }

    private Optional<JsonNode> manifest(String field) {
        return JsonFields.given(agent.manifest(), field);
    }

    private JsonNode over(JsonNode standard, StatePart part) {
        return given(part).map(over -> new JsonFields().putAll(standard).putGiven(over).object()).orElse(standard);
    }

    private Optional<JsonNode> given(StatePart part) {
        return Optional.ofNullable(put.get(part));
    }
}
