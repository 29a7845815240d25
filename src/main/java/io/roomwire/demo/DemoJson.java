package io.roomwire.demo;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;

/** Reads what the node answered to the demo. */
final class DemoJson {

    private DemoJson() {
    }

    /** The field as text, a number too; throws {@link DemoCalls.Refused} where there is none. */
    static String text(JsonNode object, String name) {
        return JsonFields.given(object, name).map(JsonNode::coerceStringValue)
                .orElseThrow(() -> new DemoCalls.Refused("no " + name));
    }

    /** The elements of the field. */
    static JsonNode list(JsonNode object, String name) {
        return JsonFields.given(object, name).filter(JsonNode::isArray)
                .orElseThrow(() -> new DemoCalls.Refused("no " + name));
    }
}
