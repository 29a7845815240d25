package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.time.Instant;
import java.util.Optional;

/**
 * An agent's entry among the registered ones.
 *
 * @param running between start and stop
 */
record Registration(Instant registeredAt, boolean running, Optional<Instant> lastStartedAt,
                    Optional<Instant> lastStoppedAt) {

    static Registration at(Instant now) {
        return new Registration(now, false, Optional.empty(), Optional.empty());
    }

    /** Changes nothing when it runs already. */
    Registration started(Instant now) {
        return running ? this : new Registration(registeredAt, true, Optional.of(now), lastStoppedAt);
    }

    /** Changes nothing when it does not run. */
    Registration stopped(Instant now) {
        return running ? new Registration(registeredAt, false, lastStartedAt, Optional.of(now)) : this;
    }

    JsonNode json() {
        return new JsonFields()
                .put("registered_at", registeredAt.toString())
                .put("status", running ? "running" : "stopped")
                .put("last_started_at", text(lastStartedAt))
                .put("last_stopped_at", text(lastStoppedAt))
                .object();
    }

    /** Reads what {@link #json} wrote. */
    static Registration parse(JsonNode json) {
        return new Registration(time(json, "registered_at").orElseThrow(),
                JsonFields.text(json, "status").filter("running"::equals).isPresent(),
                time(json, "last_started_at"), time(json, "last_stopped_at"));
    }

    private static Optional<Instant> time(JsonNode json, String field) {
        return JsonFields.text(json, field).map(Instant::parse);
    }

    private static Optional<JsonNode> text(Optional<Instant> time) {
        return time.map(Instant::toString).map(JsonNode::createStringNode);
    }
}
