package io.roomwire.trading;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.time.Instant;

/**
 * What is told of a model.
 *
 * @param type any, known or not
 * @param timestamp as {@link UtcTime} writes it
 * @param data an object
 */
record TradingEvent(String type, String timestamp, JsonNode data) {

    private static final int LONGEST_TYPE = 64;
    private static final int LONGEST_TIMESTAMP = 64;

    /** An event that says something to people. */
    static TradingEvent message(String type, String timestamp, String message) {
        return new TradingEvent(type, timestamp, new JsonFields().put("message", message).object());
    }

    /**
     * Reads {@code {"type", "data"}}, and a {@code timestamp} that says in which zone it is; for any other, and without
     * one, it is {@code now}. Fails with {@link TradingException}.
     */
    static TradingEvent read(BodyForm body, Instant now) {
        String type = body.text("type", 1, LONGEST_TYPE);
        JsonNode data = body.object("data");
        Instant time = body.optionalText("timestamp", 0, LONGEST_TIMESTAMP).flatMap(UtcTime::read).orElse(now);
        body.check();
        return new TradingEvent(type, UtcTime.of(time), data);
    }

    JsonNode json() {
        return new JsonFields().put("type", type).put("timestamp", timestamp).put("data", data).object();
    }
}
