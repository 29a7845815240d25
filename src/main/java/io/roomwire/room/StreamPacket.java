package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * A room's state at one moment, whole. Immutable.
 *
 * @param limit how many decisions it may hold
 * @param json the packet
 * @param text the same on one line, written once for all who get it
 */
record StreamPacket(int limit, JsonNode json, String text) {

    static final String EVENT = "stream_packet";

    private static final String LATEST = "decisions_latest";

    static StreamPacket of(int limit, JsonNode json, JsonText writer) {
        return new StreamPacket(limit, json, writer.write(json));
    }

    /** A copy with at most {@code smaller} decisions; itself where it has no more. */
    StreamPacket trimmed(int smaller, JsonText writer) {
        if (smaller >= limit) {
            return this;
        }
        List<JsonNode> decisions = new ArrayList<>();
        JsonFields.given(json, LATEST).orElseThrow().values().forEach(decisions::add);
        List<JsonNode> kept = decisions.subList(0, Math.min(smaller, decisions.size()));
        return of(smaller, new JsonFields().putAll(json).putList(LATEST, kept).object(), writer);
    }
}
