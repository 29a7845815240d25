package io.roomwire.trading;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A model's ledger in the words of its clients. Before the first trade all numbers are 0 and all lists empty. */
record LedgerReport(Model model, LedgerState ledger) {

    JsonNode latest() {
        JsonFields positions = new JsonFields();
        ledger.holdings().forEach((symbol, holding) -> positions.put(symbol, Decimals.amount(holding.amount())));
        return head().put("date", date(newest())).put("positions", positions.object())
                .put("cash", money(ledger.cash())).put("stocks_value", money(ledger.stocks()))
                .put("total_value", money(ledger.total())).object();
    }

    /** @param number of the page, from 1 on; the newest first */
    JsonNode positions(int number, int size) {
        List<JsonNode> page = ledger.points().reversed().stream().skip((number - 1L) * size).limit(size)
                .map(LedgerReport::position).toList();
        return head().putList("positions", page).put("total_records", ledger.points().size()).put("page", number)
                .put("page_size", size).object();
    }

    private static JsonNode position(Point point) {
        return new JsonFields().put("id", point.id()).put("date", UtcTime.date(point.time()))
                .put("timestamp", point.time()).put("action", point.action()).put("symbol", point.symbol())
                .put("amount", Decimals.amount(point.amount())).put("price", Decimals.money(point.price()))
                .put("position", Decimals.amount(point.held())).put("cash", Decimals.money(point.cash()))
                .put("stocks_value", Decimals.money(point.stocks()))
                .put("total_value", Decimals.money(point.total())).object();
    }

    JsonNode performance() {
        BigDecimal initial = model.initialCash();
        JsonFields metrics = new JsonFields().put("initial_value", money(initial))
                .put("final_value", money(ledger.total()))
                .put("total_return", money(Decimals.ratio(ledger.total().subtract(initial), initial)))
                .put("max_drawdown", money(ledger.drawdown())).put("total_trades", ledger.trades());
        JsonFields values = new JsonFields();
        ledger.points().forEach(point -> values.put(point.time(), Decimals.money(point.total())));
        return head().put("start_date", date(Optional.ofNullable(ledger.first()))).put("end_date", date(newest()))
                .put("metrics", metrics.object()).put("portfolio_values", values.object()).object();
    }

    JsonNode runs() {
        return new JsonFields().putList("runs", ledger.runs().reversed().stream().map(LedgerReport::run).toList())
                .put("total", ledger.runCount()).object();
    }

    private static JsonNode run(Run run) {
        return new JsonFields().put("id", run.id()).put("run_number", run.number())
                .put("status", run.status().word()).put("started_at", run.startedAt())
                .put("ended_at", Optional.ofNullable(run.endedAt()).map(JsonNode::createStringNode))
                .put("trades", run.trades()).put("final_value", Decimals.money(run.value())).object();
    }

    /** Over all models, of which those without a trade count with 0. */
    static JsonNode stats(List<Model> models, List<LedgerState> ledgers) {
        BigDecimal value = BigDecimal.ZERO;
        BigDecimal gain = BigDecimal.ZERO;
        for (int i = 0; i < models.size(); i++) {
            LedgerState ledger = ledgers.get(i);
            if (ledger.trades() > 0) {
                value = value.add(ledger.total());
                gain = gain.add(ledger.total().subtract(models.get(i).initialCash()));
            }
        }
        return new JsonFields().put("total_models", models.size())
                .put("active_runs", ledgers.stream().filter(ledger -> ledger.open().isPresent()).count())
                .put("total_value", Decimals.money(value)).put("total_pnl", Decimals.money(gain)).object();
    }

    private JsonFields head() {
        return new JsonFields().put("model_id", model.id()).put("model_name", model.name());
    }

    private JsonNode money(BigDecimal value) {
        return Decimals.money(ledger.trades() == 0 ? BigDecimal.ZERO : value);
    }

    private Optional<String> newest() {
        return ledger.points().isEmpty() ? Optional.empty() : Optional.of(ledger.points().getLast().time());
    }

    private static Optional<JsonNode> date(Optional<String> time) {
        return time.map(UtcTime::date).map(JsonNode::createStringNode);
    }
}
