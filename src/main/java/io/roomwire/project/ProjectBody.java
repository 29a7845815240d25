package io.roomwire.project;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request's body, an object, field by field; null counts as not given. Everything that a field may not be fails with
 * {@link ProjectRefusal}.
 */
record ProjectBody(JsonNode object) {

    static ProjectBody read(String body, JsonText json) {
        try {
            JsonNode node = json.readSent(body);
            if (node.isObject()) {
                return new ProjectBody(node);
            }
        } catch (UncheckedIOException _) {
            // what is no JSON is no object either
        }
        throw ProjectRefusal.invalid("body must be a JSON object");
    }

    /** @param longest in UTF-16 units */
    String text(String field, int shortest, int longest) {
        return given(field, shortest, longest).orElseThrow(() ->
                ProjectRefusal.invalid("body must have required property '" + field + "'"));
    }

    /** The text, if one is given. */
    Optional<String> given(String field, int shortest, int longest) {
        return JsonFields.given(object, field).map(value -> {
            if (!value.isString()) {
                throw ProjectRefusal.invalid("body/" + field + " must be string");
            }
            String text = value.getStringValue();
            if (text.length() < shortest || text.length() > longest) {
                throw ProjectRefusal.invalid("body/" + field + " must be " + shortest + " to " + longest
                        + " characters");
            }
            return text;
        });
    }

    /** The first of these fields that is given, as an id. */
    String id(String... fields) {
        for (String field : fields) {
            Optional<String> given = givenId(field);
            if (given.isPresent()) {
                return given.get();
            }
        }
        throw ProjectRefusal.invalid("body must have required property '" + fields[0] + "'");
    }

    Optional<String> givenId(String field) {
        return given(field, 0, Integer.MAX_VALUE).map(text -> ProjectNames.id(text, "body/" + field));
    }

    Optional<Boolean> flag(String field) {
        return JsonFields.given(object, field).map(value -> {
            if (!value.isBoolean()) {
                throw ProjectRefusal.invalid("body/" + field + " must be boolean");
            }
            return value.getBooleanValue();
        });
    }

    /** A whole number from 1 on. */
    long count(String field) {
        JsonNode value = JsonFields.given(object, field).orElseThrow(() ->
                ProjectRefusal.invalid("body must have required property '" + field + "'"));
        if (!value.isNumber() || value.getNumberValue().doubleValue() != value.getLongValue()
                || value.getLongValue() < 1) {
            throw ProjectRefusal.invalid("body/" + field + " must be an integer >= 1");
        }
        return value.getLongValue();
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        JsonFields.given(object, field).ifPresent(list -> {
            if (!list.isArray()) {
                throw ProjectRefusal.invalid("body/" + field + " must be array");
            }
            list.values().forEach(value -> {
                if (!value.isString()) {
                    throw ProjectRefusal.invalid("body/" + field + " must hold strings");
                }
                texts.add(value.getStringValue());
            });
        });
        return texts;
    }

    /** One of the enum's words. */
    <E extends Enum<E>> Optional<E> word(String field, Class<E> type) {
        return given(field, 0, Integer.MAX_VALUE).map(text -> ProjectWords.read(type, text, "body/" + field));
    }

    /** Any JSON but null. */
    Optional<JsonNode> any(String field) {
        return JsonFields.given(object, field);
    }

    ProjectBody part(String field) {
        return JsonFields.given(object, field).map(value -> {
            if (!value.isObject()) {
                throw ProjectRefusal.invalid("body/" + field + " must be object");
            }
            return new ProjectBody(value);
        }).orElseGet(() -> new ProjectBody(new JsonFields().object()));
    }
}
