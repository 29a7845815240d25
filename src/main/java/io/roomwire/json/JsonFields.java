package io.roomwire.json;

import io.micronaut.json.tree.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes one JSON object, field by field; a field written again keeps its place. */
public final class JsonFields {

    private final Map<String, JsonNode> fields = new LinkedHashMap<>();

    public JsonFields put(String name, JsonNode value) {
        fields.put(name, value);
        return this;
    }

    public JsonFields put(String name, String value) {
        return put(name, JsonNode.createStringNode(value));
    }

    public JsonFields put(String name, long value) {
        return put(name, JsonNode.createNumberNode(value));
    }

    public JsonFields put(String name, boolean value) {
        return put(name, JsonNode.createBooleanNode(value));
    }

    /** Empty becomes null, never a missing field. */
    public JsonFields put(String name, Optional<JsonNode> value) {
        return put(name, value.orElse(JsonNode.nullNode()));
    }

    public JsonFields putList(String name, List<JsonNode> values) {
        return put(name, JsonNode.createArrayNode(values));
    }

    public JsonFields putNull(String name) {
        return put(name, JsonNode.nullNode());
    }

    public JsonFields putAll(JsonNode object) {
        object.entries().forEach(field -> put(field.getKey(), field.getValue()));
        return this;
    }

    /** Puts what is not null; null takes no place of a value that is there. */
    public JsonFields putGiven(JsonNode object) {
        object.entries().forEach(field -> fields.merge(field.getKey(), field.getValue(),
                (old, value) -> value.isNull() ? old : value));
        return this;
    }

    public JsonFields putIfAbsent(String name, JsonNode value) {
        fields.putIfAbsent(name, value);
        return this;
    }

    public JsonFields remove(String name) {
        fields.remove(name);
        return this;
    }

    public JsonNode object() {
        return JsonNode.createObjectNode(new LinkedHashMap<>(fields));
    }

    /** The field's value; empty when it is missing or null. */
    public static Optional<JsonNode> given(JsonNode object, String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    /** The field's text; empty when it is missing or no text. */
    public static Optional<String> text(JsonNode object, String name) {
        return given(object, name).filter(JsonNode::isString).map(JsonNode::getStringValue);
    }
}
