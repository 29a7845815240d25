package io.roomwire.console;

import io.roomwire.event.StreamKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The cluster's agents, dongles and groups as text, each in the slot of its stream, and lists of their ids. Safe for
 * any thread, never blocks; every stage may fail with {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface ConsoleBook {

    /** In the order of the keys, asked in one batch. */
    CompletionStage<List<Optional<String>>> find(List<StreamKey> keys);

    /**
     * Replaces a text, if nobody else has.
     *
     * @param expected what {@link #find} gave; empty where there was none
     * @return false when another text stands there: nothing was changed
     */
    CompletionStage<Boolean> replace(StreamKey key, Optional<String> expected, String text);

    /** Puts an id on a list, or keeps it there. */
    CompletionStage<Void> enlist(StreamKey list, String id);

    /** Takes an id off a list. */
    CompletionStage<Void> strike(StreamKey list, String id);

    CompletionStage<List<String>> listed(StreamKey list);
}
