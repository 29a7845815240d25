package io.roomwire.console;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Commands as fields of text. Safe for any thread, never blocks; every stage may fail with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface CommandBook {

    /** Kept for {@code expiry}, whatever becomes of it. */
    CompletionStage<Void> create(String id, Map<String, String> fields, Duration expiry);

    /** Empty for a command that is not known. */
    CompletionStage<Map<String, String>> read(String id);

    /**
     * Sets fields of a command that has not ended yet; it has once the field {@code completed_at} is there.
     *
     * @return false when it had ended, or is not known: nothing was changed
     */
    CompletionStage<Boolean> change(String id, Map<String, String> fields);

    /**
     * Adds to what a command that has not ended printed, {@code stdout} or {@code stderr}.
     *
     * @param cap bytes of both together; what is more is left out, and {@code truncated} set
     * @return false when it had ended, or is not known
     */
    CompletionStage<Boolean> print(String id, String stream, String text, int cap);
}
