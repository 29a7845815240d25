package io.roomwire.json;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON as text on one line. Safe for any thread. */
@Singleton
public final class JsonText {

    /** Half of what is written: an answer puts some levels around what was sent. */
    private static final int DEEPEST = 32;

    private final JsonMapper mapper;

    public JsonText(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Reads any JSON; throws {@link UncheckedIOException} at anything else. */
    public JsonNode read(String text) {
        try {
            return present(mapper.readValue(text, JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads JSON that somebody sent. What is nested deeper than {@value #DEEPEST} levels counts as none: it could be
     * read, but within an answer not written again.
     */
    public JsonNode readSent(String text) {
        return shallow(read(text));
    }

    /** The same, from bytes of UTF-8: others are no JSON. */
    public JsonNode readSent(byte[] bytes) {
        try {
            return shallow(present(mapper.readValue(bytes, JsonNode.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode present(@Nullable JsonNode node) {
        return node == null ? JsonNode.nullNode() : node;
    }

    private static JsonNode shallow(JsonNode node) {
        if (isDeeper(node, DEEPEST)) {
            throw new UncheckedIOException(new IOException("nested deeper than " + DEEPEST + " levels"));
        }
        return node;
    }

    private static boolean isDeeper(JsonNode node, int levels) {
        if (!node.isContainerNode()) {
            return false;
        }
        for (JsonNode value : node.values()) {
            if ((levels == 1 && value.isContainerNode()) || isDeeper(value, levels - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Reads JSON of that type; throws {@link UncheckedIOException} at anything else. */
    public <T> T read(String text, Class<T> type) {
        try {
            return Objects.requireNonNull(mapper.readValue(text, type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode tree(Object value) {
        try {
            return mapper.writeValueToTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
