package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that serves dongles.
 *
 * @param owner the user who registered it
 * @param about what it said of its machine
 * @param dongles which it has reported
 */
record Agent(String id, String owner, JsonNode about, List<String> dongles) {

    Agent {
        dongles = List.copyOf(dongles);
    }

    Agent serving(List<String> more) {
        return new Agent(id, owner, about, Stream.concat(dongles.stream(), more.stream()).distinct().toList());
    }

    /** The form in the registry. */
    JsonNode stored() {
        return new JsonFields().put("id", id).put("owner", owner).put("about", about)
                .putList("dongles", dongles.stream().map(JsonNode::createStringNode).toList()).object();
    }

    static Agent parse(JsonNode stored) {
        return new Agent(JsonFields.text(stored, "id").orElseThrow(), JsonFields.text(stored, "owner").orElseThrow(),
                JsonFields.given(stored, "about").orElseThrow(), texts(stored));
    }

    private static List<String> texts(JsonNode stored) {
        List<String> texts = new ArrayList<>();
        JsonFields.given(stored, "dongles").orElseThrow().values().forEach(text -> texts.add(text.getStringValue()));
        return texts;
    }
}
