package io.roomwire.faults;

import io.roomwire.testkit.SseBlock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What one connection shows.
 *
 * @param path with its query
 * @param reader of the blocks of one viewer
 */
record Sight(List<String> streams, String path, Supplier<Reader> reader) {

    /** Tells what a block says of which stream. */
    interface Reader {

        void read(SseBlock block, Notes notes);

        /** A connection begins from that position, empty for none. */
        default void connecting(String lastEventId) {
            // most blocks tell all by themselves
        }
    }

    /** Where that is written down. */
    interface Notes {

        void placed(String stream, long id);

        void received(String stream, long id, String token);

        void reset(String stream, long id, String reason);
    }
}
