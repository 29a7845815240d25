package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parts of a packet that an agent puts. */
enum StatePart {
    STATUS(JsonKind.OBJECT),
    ACCOUNT(JsonKind.OBJECT),
    POSITIONS(JsonKind.OBJECTS),
    ROOM_CONTEXT(JsonKind.OBJECT),
    MARKET_OVERVIEW(JsonKind.OBJECT),
    MARKET_BREADTH(JsonKind.OBJECT),
    NEWS_DIGEST(JsonKind.NEWS),
    FILES(JsonKind.OBJECT);

    private final JsonKind kind;

    StatePart(JsonKind kind) {
        this.kind = kind;
    }

    /** As on the wire and in Redis. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The parts in {@code body}, null for one to be taken away.
     *
     * @throws RoomException {@code unknown_field} for a field that is no part, {@code invalid_<part>} for a part that
     *     holds what it cannot, {@code empty_state} for none at all
     */
    static Map<StatePart, JsonNode> read(JsonNode body) {
        Map<StatePart, JsonNode> parts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : body.entries()) {
            if (!field.getKey().equals("control_token")) {
                StatePart part = named(field.getKey()).orElseThrow(() -> RoomException.badRequest("unknown_field"));
                parts.put(part, part.check(field.getValue()));
            }
        }
        if (parts.isEmpty()) {
            throw RoomException.badRequest("empty_state");
        }
        return parts;
    }

    private static Optional<StatePart> named(String wireName) {
        return Arrays.stream(values()).filter(part -> part.wireName().equals(wireName)).findFirst();
    }

    private JsonNode check(JsonNode value) {
        if (!value.isNull() && !kind.fits(value)) {
            throw RoomException.badRequest("invalid_" + wireName());
        }
        return value;
    }
}
