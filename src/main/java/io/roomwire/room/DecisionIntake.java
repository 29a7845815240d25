package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a decision as its agent publishes it: the decision's fields and its context's side by side. */
@Singleton
final class DecisionIntake {

    private final MarketZone zone;
    private final Clock clock;

    DecisionIntake(MarketZone zone, Clock clock) {
        this.zone = zone;
        this.clock = clock;
    }

    /** @throws RoomException {@code invalid_<field>}, first of all for {@code decisions} */
    PublishedDecision read(Agent agent, JsonNode body) {
        JsonNode decisions = JsonFields.given(body, "decisions").filter(JsonKind.OBJECTS::fits)
                .orElseThrow(() -> RoomException.badRequest("invalid_decisions"));
        FirstOrder first = FirstOrder.of(decisions);
        SavedTime saved = savedTime(body);
        JsonNode decision = decision(body, saved.at());
        JsonNode context = DecisionShapes.CONTEXT.read(body);
        String day = saved.dayKey(zone.of(agent));
        JsonNode row = audit(agent, body, decision, first).put("saved_ts_ms", saved.millis()).put("day_key", day)
                .object();
        return new PublishedDecision(decision, meta(body, decision, context, saved, first), facts(body, first), saved,
                day, row);
    }

    private SavedTime savedTime(JsonNode body) {
        Optional<JsonNode> given = JsonFields.given(body, "saved_ts_ms");
        return given.isEmpty() ? new SavedTime(clock.instant()) : given.flatMap(SavedTime::parse)
                .orElseThrow(() -> RoomException.badRequest("invalid_saved_ts_ms"));
    }

    private static JsonNode decision(JsonNode body, Instant saved) {
        return new JsonFields().put("timestamp", saved.toString()).putAll(DecisionShapes.DECISION.read(body)).object();
    }

    private static JsonNode meta(JsonNode body, JsonNode decision, JsonNode context, SavedTime saved,
                                 FirstOrder first) {
        return new JsonFields().put("saved_ts_ms", saved.millis())
                .put("decision_ts", JsonFields.given(body, "decision_ts").or(() ->
                        JsonFields.given(decision, "timestamp")))
                .put("cycle_number", JsonFields.given(decision, "cycle_number"))
                .put("thinking_symbol", JsonFields.text(body, "thinking_symbol").map(JsonNode::createStringNode)
                        .or(first::symbol))
                .putAll(context).object();
    }

    private static JsonFields audit(Agent agent, JsonNode body, JsonNode decision, FirstOrder first) {
        JsonNode row = DecisionShapes.AUDIT.read(new JsonFields().putAll(first.audit(decision)).putGiven(body)
                .put("symbol", first.symbol()).put("action", first.action())
                .put("timestamp", JsonFields.given(decision, "timestamp")).object());
        return AuditRecord.head(agent.id()).putAll(row);
    }

    /** A timestamp that was only put in for a missing one tells no decisions apart. */
    private static NarrationFacts facts(JsonNode body, FirstOrder first) {
        OptionalLong cycle = JsonFields.given(body, "cycle_number").map(JsonNode::getLongValue).map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
        return new NarrationFacts(JsonFields.text(body, "timestamp"), cycle, first.isHold(), first.headline());
    }
}
