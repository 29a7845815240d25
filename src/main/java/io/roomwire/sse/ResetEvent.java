package io.roomwire.sse;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Reset;
import io.roomwire.hub.ResetReason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The event {@code stream_reset}, the same in every system. */
public final class ResetEvent {

    private static final String NAME = "stream_reset";

    private ResetEvent() {
    }

    /** As a block without id. */
    public static String block(Reset reset, Instant now) {
        return EventForm.block(NAME, data(reset, reset.requested().toString(), now));
    }

    /** @param requested JSON: a number, or the vector in quotes */
    static String data(Reset reset, String requested, Instant now) {
        return "{\"type\":\"stream_reset\",\"reason\":\"" + word(reset.reason())
                + "\",\"requested_id\":" + requested + ",\"oldest_id\":" + reset.oldest()
                + ",\"newest_id\":" + reset.newest() + ",\"ts\":\"" + now.truncatedTo(ChronoUnit.MILLIS) + "\"}";
    }

    /**
     * In the form of a stream's other events.
     *
     * @param id a line, or nothing
     */
    static String text(EventForm form, StreamKey stream, Reset reset, String id, String data) {
        return switch (form) {
            case NAMED -> id + EventForm.block(NAME, data);
            case UNNAMED_RESET -> id + EventForm.unnamed(data);
            case RESET_WITHOUT_ID -> EventForm.block(NAME, data);
            case WRAPPED -> id + EventForm.wrappedHead(stream, Optional.of(reset.newest()), NAME) + data
                    + EventForm.WRAPPED_END;
        };
    }

    private static String word(ResetReason reason) {
        return switch (reason) {
            case LOST -> "buffer_cleared";
            case TRIMMED, UNKNOWN, OVERRUN, MALFORMED -> "history_unavailable";
        };
    }
}
