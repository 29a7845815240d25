package io.roomwire.worklog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts lines that are in no log. Safe for any thread. */
@Singleton
final class LogMetrics {

    private final Map<Skip, Counter> skipped = new EnumMap<>(Skip.class);

    /** Why a line is not there. */
    enum Skip {

        /** No JSON, or not that of a line. */
        UNPARSEABLE,

        UNKNOWN_ROOM,

        TOO_LONG,

        /** Its room went while it waited for Redis. */
        ROOM_GONE,

        /** It waited for Redis when the node ended. */
        NODE_ENDED
    }

    LogMetrics(MeterRegistry registry) {
        for (Skip skip : Skip.values()) {
            skipped.put(skip, Counter.builder("roomwire.worklog.skipped")
                    .tag("reason", skip.name().toLowerCase(Locale.ROOT))
                    .description("lines that were published or accepted and are in no log").register(registry));
        }
    }

    void skipped(Skip skip) {
        Objects.requireNonNull(skipped.get(skip)).increment();
    }
}
