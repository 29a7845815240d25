package io.roomwire.sse;

import io.roomwire.event.EventId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What a connection is sent between {@code retry:} and the replay. Asked once its feeds are live, and the response waits
 * for the answer, 2 s at most; so what is read from Redis here, up to the newest id, misses nothing.
 */
@FunctionalInterface
public interface Opening {

    /** Nothing. */
    Opening NONE = greeting(place -> "");

    CompletionStage<Start> open(Place place);

    /** A greeting that needs nothing but the place. */
    static Opening greeting(Function<Place, String> text) {
        return place -> CompletableFuture.completedStage(new Start(text.apply(place), Optional.empty()));
    }

    /**
     * Where a client is.
     *
     * @param requested its own positions, one per stream; empty when it named none, or none that this request can have
     * @param newest the newest id of each stream
     */
    record Place(List<EventId> requested, List<EventId> newest) {

        public Place {
            requested = List.copyOf(requested);
            newest = List.copyOf(newest);
        }

        /** Where the connection goes on from: the client's own positions, else the newest. */
        public List<EventId> positions() {
            return requested.isEmpty() ? newest : requested;
        }

        /** The id of a block that stands for the place. */
        public String id() {
            return EventForm.vector(positions());
        }
    }

    /**
     * How a connection begins.
     *
     * @param text whole blocks, or nothing
     * @param positions where the connection goes on from, one per stream, instead of what the client asked for; the text
     *     then tells the client of them, and no position block does
     */
    record Start(String text, Optional<List<EventId>> positions) {

        public Start {
            positions = positions.map(List::copyOf);
        }
    }
}
