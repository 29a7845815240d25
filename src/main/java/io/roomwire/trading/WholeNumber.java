package io.roomwire.trading;

import io.micronaut.json.tree.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole numbers in paths and queries. */
final class WholeNumber {

    private static final int MOST_DIGITS = 15;

    private WholeNumber() {
    }

    /** The id; 0, which no model has, for a number too large to be one. Fails with {@link TradingException}. */
    static long modelId(String text) {
        String digits = digits(text, List.of("path", "model_id"));
        return digits.length() > MOST_DIGITS ? 0 : Long.parseLong(digits);
    }

    /** {@code standard} for a parameter that was not given; fails with {@link TradingException} out of bounds. */
    static int parameter(String name, @Nullable String text, int standard, int most) {
        if (text == null) {
            return standard;
        }
        List<String> place = List.of("query", name);
        String digits = digits(text, place);
        long value = digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
        if (value < 1) {
            throw wrong("greater_than_equal", place, "Input should be greater than or equal to 1", text);
        }
        if (value > most) {
            throw wrong("less_than_equal", place, "Input should be less than or equal to " + most, text);
        }
        return (int) value;
    }

    private static String digits(String text, List<String> place) {
        if (!text.matches("[+-]?[0-9]{1,4300}")) {
            throw wrong("int_parsing", place,
                    "Input should be a valid integer, unable to parse string as an integer", text);
        }
        return text.replaceFirst("^\\+?(-?)0*(?=[0-9])", "$1");
    }

    private static TradingException wrong(String type, List<String> place, String message, String input) {
        return TradingException.invalid(
                List.of(new Violation(type, place, message, JsonNode.createStringNode(input))));
    }
}
