package io.roomwire.worklog;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a JSON object and collects what is wrong with them, one line for people each. */
final class LogFields {

    private final JsonNode object;
    private final List<String> faults = new ArrayList<>();

    private LogFields(JsonNode object) {
        this.object = object;
    }

    /** @throws LogRefusal when the bytes are no JSON object */
    static LogFields read(JsonText json, byte @Nullable [] bytes) {
        try {
            JsonNode node = json.readSent(bytes == null ? new byte[0] : bytes);
            if (node.isObject()) {
                return new LogFields(node);
            }
        } catch (UncheckedIOException e) {
            throw LogRefusal.invalid("The body is no JSON");
        }
        throw LogRefusal.invalid("The body is no JSON object");
    }

    /** Any text from so many UTF-16 units to so many. */
    String text(String name, int shortest, int longest) {
        Optional<String> text = JsonFields.text(object, name);
        if (text.isEmpty()) {
            return fault(name + " must be a string");
        }
        if (text.get().length() < shortest) {
            return fault(name + " must be longer than or equal to " + shortest + " characters");
        }
        return text.get().length() > longest
                ? fault(name + " must be shorter than or equal to " + longest + " characters") : text.get();
    }

    String oneOf(String name, List<String> words) {
        return JsonFields.text(object, name).filter(words::contains)
                .orElseGet(() -> fault(name + " must be one of the following values: " + String.join(", ", words)));
    }

    /** A time with an offset, if there is one. */
    Optional<Instant> time(String name) {
        Optional<JsonNode> given = JsonFields.given(object, name);
        Optional<Instant> time = JsonFields.text(object, name).flatMap(LogTime::parse);
        if (given.isPresent() && time.isEmpty()) {
            fault(name + " must be a valid ISO 8601 date string");
        }
        return time;
    }

    /** An object, if there is one. */
    Optional<JsonNode> object(String name) {
        Optional<JsonNode> given = JsonFields.given(object, name);
        if (given.isPresent() && !given.get().isObject()) {
            fault(name + " must be an object");
        }
        return given.filter(JsonNode::isObject);
    }

    void only(Set<String> names) {
        for (Map.Entry<String, JsonNode> field : object.entries()) {
            if (!names.contains(field.getKey())) {
                fault("property " + field.getKey() + " should not exist");
            }
        }
    }

    /** @throws LogRefusal when anything was wrong */
    void check() {
        if (!faults.isEmpty()) {
            throw LogRefusal.invalid(faults);
        }
    }

    private String fault(String text) {
        faults.add(text);
        return "";
    }
}
