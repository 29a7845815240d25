package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;

/**
 * A decision, ready to be written.
 *
 * @param meta the event's {@code decision_meta}
 * @param facts what the agent's narration goes by
 * @param day the audit record's day
 * @param audit the audit record
 */
record PublishedDecision(JsonNode decision, JsonNode meta, NarrationFacts facts, SavedTime saved, String day,
                         JsonNode audit) {

    private static final String SCHEMA = "room.decision_event.v1";

    /** The event's data. */
    JsonNode event(String roomId, long nowMillis) {
        return new JsonFields().put("schema_version", SCHEMA).put("room_id", roomId).put("ts_ms", nowMillis)
                .put("decision", decision).put("decision_meta", meta).object();
    }

    /** The entry in the decision log. */
    JsonNode logged() {
        return new JsonFields().put("decision", decision).put("decision_meta", meta).object();
    }
}
