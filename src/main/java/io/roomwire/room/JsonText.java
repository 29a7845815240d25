package io.roomwire.room;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** JSON as text on one line. Safe for any thread. */
@Singleton
final class JsonText {

    private final JsonMapper mapper;

    JsonText(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** @throws UncheckedIOException when {@code text} is not JSON */
    JsonNode read(String text) {
        try {
            JsonNode node = mapper.readValue(text, JsonNode.class);
            return node == null ? JsonNode.nullNode() : node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when {@code text} is not JSON of that type */
    <T> T read(String text, Class<T> type) {
        try {
            return Objects.requireNonNull(mapper.readValue(text, type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode tree(Object value) {
        try {
            return mapper.writeValueToTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
