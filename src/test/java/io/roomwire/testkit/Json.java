package io.roomwire.testkit;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Reads JSON, and writes it. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.createDefault();

    private Json() {
    }

    /** What {@code text} holds at the path; fails when it is absent. */
    public static JsonNode at(String text, String... path) {
        JsonNode node = parse(text);
        for (String name : path) {
            node = Objects.requireNonNull(node.get(name), () -> name + " is missing in " + text);
        }
        return node;
    }

    /** Writes maps, lists and plain values. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(value.toString(), e);
        }
    }

    public static JsonNode parse(String text) {
        try {
            return Objects.requireNonNull(MAPPER.readValue(text, JsonNode.class), text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
