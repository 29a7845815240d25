package io.roomwire.config;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Numbers with a unit, such as {@code 10m} or {@code 4MB}: whole, not negative, unit in any case. */
final class Amount {

    /** In milliseconds. */
    static final Amount TIME =
            new Amount(Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L));

    /** In bytes, by 1024. */
    static final Amount BYTES = new Amount(Map.of("B", 1L, "kB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30));

    private static final int MAX_DIGITS = 9;

    private final Map<String, Long> units;

    private Amount(Map<String, Long> units) {
        this.units = units;
    }

    /** Empty when there are no digits, too many, or no unit that is known. A bare 0 needs none. */
    OptionalLong parse(String text) {
        String digits = text.replaceFirst("(?s)[^0-9].*", "");
        if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(digits);
        String unit = text.substring(digits.length()).strip();
        return number == 0 && unit.isEmpty() ? OptionalLong.of(0) : times(number, unit);
    }

    private OptionalLong times(long number, String unit) {
        Map<String, Long> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(units);
        Long factor = anyCase.get(unit);
        return factor == null ? OptionalLong.empty() : OptionalLong.of(number * factor);
    }

    /** In the largest unit that divides it. */
    String print(long value) {
        Map.Entry<String, Long> unit = units.entrySet().stream()
                .filter(u -> value % u.getValue() == 0 && (value > 0 || isSmall(u.getKey())))
                .max(Map.Entry.comparingByValue()).orElseThrow();
        return value / unit.getValue() + unit.getKey();
    }

    /** Zero reads best as {@code 0s} and {@code 0B}. */
    private static boolean isSmall(String unit) {
        return "s".equals(unit) || "B".equals(unit.toUpperCase(Locale.ROOT));
    }
}
