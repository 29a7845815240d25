package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The known fields of a JSON object, in order: what each may hold, and what stands there when it is not given. */
final class JsonShape {

    private final List<Field> fields;

    private JsonShape(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    static JsonShape empty() {
        return new JsonShape(List.of());
    }

    JsonShape with(String name, JsonKind kind, JsonNode standard) {
        return and(new Field(name, kind, Optional.of(standard)));
    }

    JsonShape orNull(String name, JsonKind kind) {
        return with(name, kind, JsonNode.nullNode());
    }

    /** A field that is left out when it is not given. */
    JsonShape maybe(String name, JsonKind kind) {
        return and(new Field(name, kind, Optional.empty()));
    }

    /**
     * The known fields of {@code object}; null counts as not given.
     *
     * @throws RoomException {@code invalid_<field>} for the first field that holds something else
     */
    JsonNode read(JsonNode object) {
        JsonFields result = new JsonFields();
        for (Field field : fields) {
            field.read(object).ifPresent(value -> result.put(field.name, value));
        }
        return result.object();
    }

    private JsonShape and(Field field) {
        List<Field> all = new ArrayList<>(fields);
        all.add(field);
        return new JsonShape(all);
    }

    private record Field(String name, JsonKind kind, Optional<JsonNode> standard) {

        Optional<JsonNode> read(JsonNode object) {
            Optional<JsonNode> given = JsonFields.given(object, name);
            if (given.isPresent() && !kind.fits(given.get())) {
                throw RoomException.badRequest("invalid_" + name);
            }
            return given.or(() -> standard);
        }
    }
}
