package io.roomwire.trading;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.List;

/**
 * One thing that is wrong with a request, as FastAPI tells it.
 *
 * @param type for programs, such as {@code missing}
 * @param place where it is: {@code body}, {@code path} or {@code query}, and a name
 * @param message for people
 * @param input what was given
 */
record Violation(String type, List<String> place, String message, JsonNode input) {

    Violation {
        place = List.copyOf(place);
    }

    JsonNode json() {
        return new JsonFields().put("type", type)
                .putList("loc", place.stream().map(JsonNode::createStringNode).toList())
                .put("msg", message).put("input", input).object();
    }
}
