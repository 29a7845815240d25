package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a record was saved, and the market's day of that moment. */
record SavedTime(Instant at) {

    /** The last moment whose day has a year of four digits in every zone, in ms. */
    private static final double LATEST = 253_402_128_000_000.0;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    SavedTime {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Reads milliseconds, fractions cut off; empty for anything but a finite number of the years 1970 to 9999. */
    static Optional<SavedTime> parse(JsonNode millis) {
        return Optional.of(millis).filter(JsonKind.NUMBER::fits).map(JsonNode::getDoubleValue)
                .filter(value -> value >= 0 && value <= LATEST)
                .map(value -> new SavedTime(Instant.ofEpochMilli(value.longValue())));
    }

    /** The {@code yyyy-mm-dd} form of any text; it need not be a day of the calendar. */
    static boolean isDayKey(String text) {
        return DAY.matcher(text).matches();
    }

    String dayKey(ZoneId zone) {
        return LocalDate.ofInstant(at, zone).toString();
    }

    long millis() {
        return at.toEpochMilli();
    }
}
