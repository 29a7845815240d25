package io.roomwire.room;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers from queries, forgiving as browsers' own conversion: blanks around, fractions and exponents. */
final class QueryNumber {

    private static final int MAX_LENGTH = 40;
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private QueryNumber() {
    }

    /** The whole number not above the one given, within the bounds; {@code standard} when none was given. */
    static int clamped(@Nullable String text, int standard, int min, int max) {
        return Math.clamp(floor(text).orElse(standard), min, max);
    }

    /** The whole number not above the one given; empty for no text, blank text and what is no finite number. */
    static OptionalLong floor(@Nullable String text) {
        String digits = text == null ? "" : text.strip();
        if (digits.length() > MAX_LENGTH || !NUMBER.matcher(digits).matches()) {
            return OptionalLong.empty();
        }
        double value = Double.parseDouble(digits);
        return Double.isFinite(value) ? OptionalLong.of((long) Math.floor(value)) : OptionalLong.empty();
    }
}
