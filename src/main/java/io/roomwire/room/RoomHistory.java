package io.roomwire.room;

import io.roomwire.event.StreamKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The longer histories written along with a stream's events. Safe for any thread, never blocks; every stage may fail
 * with {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface RoomHistory {

    /** The first {@code limit} records, the oldest first. */
    CompletionStage<List<String>> oldest(StreamKey stream, String history, int limit);

    /**
     * The last {@code limit} entries, the newest first.
     *
     * @param before only those before the entry of that id
     */
    CompletionStage<List<Entry>> page(StreamKey stream, String history, Optional<String> before, int limit);

    /** The last {@code limit} records, the newest first. */
    default CompletionStage<List<String>> newest(StreamKey stream, String history, int limit) {
        return page(stream, history, Optional.empty(), limit)
                .thenApply(entries -> entries.stream().map(Entry::json).toList());
    }

    /**
     * One record in its place.
     *
     * @param id names the place within the history
     */
    record Entry(String id, String json) {
    }
}
