package io.roomwire.demo;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads what the node answered to the demo. */
final class DemoJson {

    private DemoJson() {
    }

    /** The field as text, a number too; throws {@link DemoCalls.Refused} where there is none. */
    static String text(JsonNode object, String name) {
        return JsonFields.given(object, name).map(JsonNode::coerceStringValue)
                .orElseThrow(() -> new DemoCalls.Refused("no " + name));
    }

    /** The first element of the field, an array. */
    static Optional<JsonNode> first(JsonNode object, String name) {
        return JsonFields.given(object, name).flatMap(DemoJson::first);
    }

    static Optional<JsonNode> first(JsonNode array) {
        return array.isArray() && array.size() > 0 ? Optional.ofNullable(array.get(0)) : Optional.empty();
    }

    /** The first element that has this text in the field; others may be a visitor's. */
    static Optional<JsonNode> having(JsonNode array, String name, String text) {
        return StreamSupport.stream(array.values().spliterator(), false)
                .filter(element -> JsonFields.text(element, name).filter(text::equals).isPresent()).findFirst();
    }
}
