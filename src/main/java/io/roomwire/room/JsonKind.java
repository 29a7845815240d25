package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a field may hold. */
enum JsonKind {
    TEXT, NUMBER, FLAG, OBJECT, ARRAY, OBJECTS, READINESS, HOLD, NEWS, ANY;

    boolean fits(JsonNode value) {
        return switch (this) {
            case TEXT -> value.isString();
            case NUMBER -> value.isNumber() && Double.isFinite(value.getDoubleValue());
            case FLAG -> value.isBoolean();
            case OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
            case OBJECTS -> all(value, JsonNode::isObject);
            case READINESS -> value.isObject() && knownLevel(value.get("level"));
            case HOLD -> value.isString() && isOneOf(value, "no_position_no_order", "keep_existing_position");
            case NEWS -> value.isObject() && JsonFields.given(value, "titles").filter(t -> !isTexts(t)).isEmpty();
            case ANY -> true;
        };
    }

    private static boolean all(JsonNode array, Predicate<JsonNode> test) {
        return array.isArray() && StreamSupport.stream(array.values().spliterator(), false).allMatch(test);
    }

    private static boolean isTexts(JsonNode array) {
        return all(array, JsonNode::isString);
    }

    private static boolean knownLevel(@Nullable JsonNode level) {
        return level != null && level.isString() && isOneOf(level, "OK", "WARN", "ERROR");
    }

    private static boolean isOneOf(JsonNode text, String... choices) {
        return List.of(choices).contains(text.getStringValue());
    }
}
