package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the audit of agents. Blocks; safe for any thread. */
@Singleton
final class AuditReader {

    private final AuditDays days;
    private final RoomHistory history;
    private final JsonText json;
    private final RoomSettings settings;

    AuditReader(AuditDays days, RoomHistory history, JsonText json, RoomSettings settings) {
        this.days = days;
        this.history = history;
        this.json = json;
        this.settings = settings;
    }

    /** The name of a day's history. */
    static String history(String day) {
        return "audit:" + day;
    }

    /** The last records by their time, the newest first, across days. */
    List<JsonNode> latest(StreamKey room, int limit) {
        List<JsonNode> records = new ArrayList<>();
        for (AuditDays.Day day : Waiting.join(days.all(room))) {
            if (records.size() >= limit) {
                break;
            }
            records.addAll(latest(room, day, limit - records.size()));
        }
        return List.copyOf(records);
    }

    /** The record written last on the last day, whatever its time. */
    Optional<JsonNode> newest(StreamKey room) {
        return Waiting.join(days.all(room)).stream().findFirst()
                .flatMap(day -> Waiting.join(history.newest(room, history(day.key()), 1)).stream().findFirst())
                .map(json::read);
    }

    /** A day's first records as they were written; none for a day that is not there. */
    List<JsonNode> day(StreamKey room, String day, int limit) {
        return Waiting.join(history.oldest(room, history(day), limit)).stream().map(json::read).toList();
    }

    /** Of a day whose records came in any order, all have to be looked at. */
    private List<JsonNode> latest(StreamKey room, AuditDays.Day day, int limit) {
        int read = day.ordered() ? limit : settings.auditRecords();
        return Waiting.join(history.newest(room, history(day.key()), read)).stream().map(json::read)
                .sorted(Comparator.comparingLong(AuditReader::saved).reversed()).limit(limit).toList();
    }

    private static long saved(JsonNode entry) {
        return JsonFields.given(entry, "saved_ts_ms").map(JsonNode::getLongValue).orElse(0L);
    }
}
