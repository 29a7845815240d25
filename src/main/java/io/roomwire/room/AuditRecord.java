package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.time.ZoneId;

/**
 * One line of an agent's audit.
 *
 * @param day the market's day of its time
 */
record AuditRecord(JsonNode json, SavedTime saved, String day) {

    private static final String SCHEMA = "agent.decision_audit.v1";

    /** The fields that every record opens with. */
    static JsonFields head(String agentId) {
        return new JsonFields().put("schema_version", SCHEMA).put("trader_id", agentId).putNull("day_key")
                .putNull("saved_ts_ms");
    }

    /**
     * Reads a record of an existing log. Its day is worked out anew; what it holds beyond the known fields stays.
     *
     * @throws RoomException when it is no object, is of another agent, has no time, or a known field holds what it
     *     cannot
     */
    static AuditRecord read(Agent agent, ZoneId zone, JsonNode line) {
        if (!line.isObject() || !isOf(agent, line)) {
            throw RoomException.badRequest("invalid_record");
        }
        SavedTime saved = JsonFields.given(line, "saved_ts_ms").flatMap(SavedTime::parse)
                .orElseThrow(() -> RoomException.badRequest("invalid_saved_ts_ms"));
        String day = saved.dayKey(zone);
        JsonFields fields = head(agent.id()).putAll(DecisionShapes.AUDIT.read(line));
        line.entries().forEach(field -> fields.putIfAbsent(field.getKey(), field.getValue()));
        return new AuditRecord(fields.put("saved_ts_ms", saved.millis()).put("day_key", day).object(), saved, day);
    }

    private static boolean isOf(Agent agent, JsonNode line) {
        return JsonFields.given(line, "trader_id").isEmpty()
                || JsonFields.text(line, "trader_id").filter(agent.id()::equals).isPresent();
    }
}
