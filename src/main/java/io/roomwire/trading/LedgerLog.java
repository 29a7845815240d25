package io.roomwire.trading;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The ledgers' records, which appends write along with the events, and what they came to. Safe for any thread, never
 * blocks; every stage may fail with {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface LedgerLog {

    /** The name of the numbered history with the records. */
    String HISTORY = "ledger";

    /** The records from {@code from} on, itself included, the oldest first, at most {@code limit}. */
    CompletionStage<List<Entry>> read(StreamKey stream, EventId from, int limit);

    /** What was saved last. */
    CompletionStage<Optional<String>> saved(StreamKey stream);

    CompletionStage<Void> save(StreamKey stream, String text);

    /**
     * One record.
     *
     * @param number from 1 on, without holes
     */
    record Entry(EventId id, long number, String json) {
    }
}
