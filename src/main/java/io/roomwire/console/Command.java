package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A command as it stands in the book. */
record Command(String id, Map<String, String> fields) {

    Command {
        fields = Map.copyOf(fields);
    }

    /** How far a command is. */
    enum Status {
        QUEUED, RUNNING, OK, ERROR, TIMEOUT, CANCELLED;

        /** Agents have words of their own. */
        static Status of(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "queued", "pending" -> QUEUED;
                case "running" -> RUNNING;
                case "ok", "done", "success" -> OK;
                case "timeout", "timed_out" -> TIMEOUT;
                case "cancelled" -> CANCELLED;
                default -> ERROR;
            };
        }

        boolean isEnd() {
            return this != QUEUED && this != RUNNING;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Status status() {
        return Status.of(get("status"));
    }

    String dongle() {
        return get("dongle_id");
    }

    String agent() {
        return get("agent_id");
    }

    String target() {
        return get("command_target");
    }

    String source() {
        return get("command_source");
    }

    boolean truncated() {
        return text("truncated").filter("true"::equals).isPresent();
    }

    Optional<Integer> exitCode() {
        return text("exit_code").map(Integer::valueOf);
    }

    /** When its agent has had all the time it may take and a little more. */
    Instant deadline() {
        return Instant.ofEpochMilli(Long.parseLong(get("deadline_ms")));
    }

    boolean isOverdue(Instant now) {
        return !status().isEnd() && !deadline().isAfter(now);
    }

    Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    private String get(String field) {
        return Objects.requireNonNull(fields.get(field), field);
    }

    /** What its sender sees of it. */
    JsonNode json() {
        return new JsonFields().put("command_id", id).put("status", status().word())
                .put("started_at", node("started_at")).put("completed_at", node("completed_at"))
                .put("exit_code", exitCode().map(JsonNode::createNumberNode))
                .put("stdout", text("stdout").orElse("")).put("stderr", text("stderr").orElse(""))
                .put("command_target", target()).put("command_source", source()).put("truncated", truncated()).object();
    }

    private Optional<JsonNode> node(String field) {
        return text(field).map(JsonNode::createStringNode);
    }
}
