package io.roomwire.sse;

import io.roomwire.hub.Reset;
import io.roomwire.hub.ResetReason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The event {@code stream_reset}, the same in every system. */
final class ResetEvent {

    private ResetEvent() {
    }

    /** @param requested JSON: a number, or the vector in quotes */
    static String block(Reset reset, String requested, Instant now) {
        return "event: stream_reset\ndata: {\"type\":\"stream_reset\",\"reason\":\"" + word(reset.reason())
                + "\",\"requested_id\":" + requested + ",\"oldest_id\":" + reset.oldest()
                + ",\"newest_id\":" + reset.newest() + ",\"ts\":\"" + now.truncatedTo(ChronoUnit.MILLIS) + "\"}\n\n";
    }

    private static String word(ResetReason reason) {
        return switch (reason) {
            case LOST -> "buffer_cleared";
            case TRIMMED, UNKNOWN, OVERRUN, MALFORMED -> "history_unavailable";
        };
    }
}
