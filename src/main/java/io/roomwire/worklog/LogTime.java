package io.roomwire.worklog;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Times as clients know them: {@code 2026-01-05T10:00:00.000Z}, always with three digits of milliseconds. */
final class LogTime {

    private static final int DIGITS = 3;
    private static final DateTimeFormatter FORM =
            new DateTimeFormatterBuilder().appendInstant(DIGITS).toFormatter(Locale.ROOT);

    private LogTime() {
    }

    static String text(Instant time) {
        return FORM.format(time);
    }

    /** Reads any ISO 8601 time that has an offset. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
