package io.roomwire.trading;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object and collects what is wrong with them, for {@link #check} to tell all at once. What
 * is read of a field that is wrong has no meaning.
 */
final class BodyForm {

    static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());
    private static final String BODY = "body";

    private final JsonNode body;
    private final List<Violation> violations = new ArrayList<>();

    private BodyForm(JsonNode body) {
        this.body = body;
    }

    /** Fails with {@link TradingException} on anything but an object. */
    static BodyForm of(@Nullable String text, JsonText json) {
        if (text == null || text.isBlank()) {
            throw refusal("missing", "Field required", JsonNode.nullNode());
        }
        JsonNode body = parse(text, json);
        if (!body.isObject()) {
            throw refusal("model_attributes_type",
                    "Input should be a valid dictionary or object to extract fields from", body);
        }
        return new BodyForm(body);
    }

    private static JsonNode parse(String text, JsonText json) {
        try {
            return json.readSent(text);
        } catch (UncheckedIOException e) {
            throw refusal("json_invalid", "JSON decode error", NOTHING);
        }
    }

    private static TradingException refusal(String type, String message, JsonNode input) {
        return TradingException.invalid(List.of(new Violation(type, List.of(BODY), message, input)));
    }

    /** A text that must be given. */
    String text(String name, int shortest, int longest) {
        if (body.get(name) == null) {
            wrong("missing", name, "Field required", body);
            return "";
        }
        return optionalText(name, shortest, longest).orElseGet(() -> {
            wrong("string_type", name, "Input should be a valid string", JsonNode.nullNode());
            return "";
        });
    }

    /** A text that may be missing or null. */
    Optional<String> optionalText(String name, int shortest, int longest) {
        Optional<JsonNode> given = JsonFields.given(body, name);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        JsonNode value = given.get();
        String text = value.isString() ? value.getStringValue() : "";
        if (!value.isString()) {
            wrong("string_type", name, "Input should be a valid string", value);
        } else if (text.length() < shortest) {
            wrong("string_too_short", name, "String should have at least " + shortest + " character", value);
        } else if (text.length() > longest) {
            wrong("string_too_long", name, "String should have at most " + longest + " characters", value);
        }
        return Optional.of(text);
    }

    /** An object that must be given. */
    JsonNode object(String name) {
        JsonNode value = body.get(name);
        if (value == null) {
            wrong("missing", name, "Field required", body);
            return NOTHING;
        }
        if (!value.isObject()) {
            wrong("dict_type", name, "Input should be a valid dictionary", value);
        }
        return value;
    }

    /** Money, not negative; {@code standard} when it is missing or null. */
    BigDecimal money(String name, BigDecimal standard) {
        Optional<JsonNode> given = JsonFields.given(body, name);
        if (given.isEmpty()) {
            return standard;
        }
        return Decimals.read(given.get()).orElseGet(() -> {
            boolean number = given.get().isNumber();
            wrong(number ? "finite_number" : "float_type", name, number
                    ? "Input should be 0 to " + Decimals.LARGEST.toPlainString() : "Input should be a valid number",
                    given.get());
            return standard;
        });
    }

    private void wrong(String type, String name, String message, JsonNode input) {
        violations.add(new Violation(type, List.of(BODY, name), message, input));
    }

    /** Fails with {@link TradingException} if anything read so far was wrong. */
    void check() {
        if (!violations.isEmpty()) {
            throw TradingException.invalid(violations);
        }
    }
}
