package io.roomwire.worklog;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an agent says of its work.
 *
 * @param agentType one of {@code story}, {@code asset}, {@code code}, {@code deploy}, {@code orchestrator}
 * @param level one of {@code info}, {@code warn}, {@code error}, {@code success}
 * @param metadata an object
 */
public record LogLine(Instant timestamp, String agentType, String level, String message, Optional<JsonNode> metadata) {

    static final String EVENT = "log";

    private static final String TIMESTAMP = "timestamp";
    private static final String AGENT_TYPE = "agentType";
    private static final String LEVEL = "level";
    private static final String MESSAGE = "message";
    private static final String METADATA = "metadata";

    private static final Set<String> FIELDS = Set.of(TIMESTAMP, AGENT_TYPE, LEVEL, MESSAGE, METADATA);
    private static final List<String> AGENT_TYPES = List.of("story", "asset", "code", "deploy", "orchestrator");
    private static final List<String> LEVELS = List.of("info", "warn", "error", "success");

    /**
     * Reads a line as it is posted, without fields that are none of a line's.
     *
     * @param now the line's time where it names none
     * @throws LogRefusal when it is no line
     */
    static LogLine posted(LogFields fields, Instant now) {
        fields.only(FIELDS);
        return line(fields, now);
    }

    /**
     * Reads a line as agents publish it.
     *
     * @param now the line's time where it names none
     * @throws LogRefusal when it is no line
     */
    static LogLine published(LogFields fields, Instant now) {
        return line(fields, now);
    }

    private static LogLine line(LogFields fields, Instant now) {
        LogLine line = new LogLine(fields.time(TIMESTAMP).orElse(now), fields.oneOf(AGENT_TYPE, AGENT_TYPES),
                fields.oneOf(LEVEL, LEVELS), fields.text(MESSAGE, 0, Integer.MAX_VALUE), fields.object(METADATA));
        fields.check();
        return line;
    }

    /** The event's data, always in this order. */
    String data(JsonText json) {
        JsonFields fields = new JsonFields().put(TIMESTAMP, LogTime.text(timestamp)).put(AGENT_TYPE, agentType)
                .put(LEVEL, level).put(MESSAGE, message);
        metadata.ifPresent(object -> fields.put(METADATA, object));
        return json.write(fields.object());
    }
}
