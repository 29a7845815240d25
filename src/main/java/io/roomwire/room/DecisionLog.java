package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.util.List;

/** Reads what was decided. Blocks; safe for any thread. */
@Singleton
final class DecisionLog {

    /** The name of the history. */
    static final String HISTORY = "decisions";

    private final RoomHistory history;
    private final JsonText json;

    DecisionLog(RoomHistory history, JsonText json) {
        this.history = history;
        this.json = json;
    }

    /** The last entries, the newest first; each holds {@code decision} and {@code decision_meta}. */
    List<JsonNode> latest(StreamKey room, int limit) {
        return Waiting.join(history.newest(room, HISTORY, limit)).stream().map(json::read).toList();
    }

    /** The decision of an entry. */
    static JsonNode decision(JsonNode entry) {
        return JsonFields.given(entry, "decision").orElseThrow();
    }
}
