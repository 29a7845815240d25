package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What requests bring. */
final class Bodies {

    private Bodies() {
    }

    /** The body, which must be an object. */
    static JsonNode object(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw ConsoleException.invalid("The body is not a JSON object.");
        }
        return body;
    }

    /** A text that is not longer than that, empty where it is missing. */
    static Optional<String> text(JsonNode body, String name, int longest) {
        Optional<String> text = JsonFields.text(body, name).map(String::strip).filter(given -> !given.isEmpty());
        if (text.filter(given -> given.length() > longest).isPresent()) {
            throw ConsoleException.invalid(name + " is longer than " + longest + " characters");
        }
        return text;
    }
}
