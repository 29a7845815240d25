package io.roomwire.project;

import io.roomwire.event.EventId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as this system writes them: {@code 2026-01-05T10:00:00.000Z}. */
final class ProjectTime {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final long MICROS_PER_MILLI = 1000;

    private ProjectTime() {
    }

    static String text(Instant time) {
        return FORM.format(time);
    }

    /** When Redis took the event, by its own clock. */
    static String text(EventId id) {
        return text(Instant.ofEpochMilli(id.value() / MICROS_PER_MILLI));
    }
}
