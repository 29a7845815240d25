package io.roomwire.console;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as the console's clients read them: {@code 2026-01-05T10:00:00.000Z}. */
final class Iso {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Iso() {
    }

    static String text(Instant time) {
        return MILLIS.format(time);
    }
}
