package io.roomwire.trading;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as text: UTC with an explicit offset and microseconds, which every browser reads alike and sorts as text. */
final class UtcTime {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DATE = "2026-01-05".length();
    private static final int LONGEST = 40;
    private static final int LAST_YEAR = 9999;

    private UtcTime() {
    }

    /** {@code 2026-01-05T10:00:00.123456+00:00}. */
    static String of(Instant time) {
        return FORM.format(time);
    }

    /** A time in any zone; empty for one without a zone, of which nobody knows when it was, and for any other text. */
    static Optional<Instant> read(String text) {
        try {
            return text.length() > LONGEST ? Optional.empty() : Optional.of(OffsetDateTime.parse(text))
                    .map(time -> time.withOffsetSameInstant(ZoneOffset.UTC))
                    .filter(time -> time.getYear() >= 0 && time.getYear() <= LAST_YEAR).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The day of a time as {@link #of} writes it. */
    static String date(String time) {
        return time.substring(0, DATE);
    }
}
