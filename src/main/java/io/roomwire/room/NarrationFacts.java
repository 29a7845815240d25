package io.roomwire.room;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A decision, as far as a narration needs it.
 *
 * @param timestamp as in the decision; where there is none, the cycle tells decisions apart
 * @param hold whether nothing is bought or sold
 * @param headline a few words, such as {@code Buy NVDA}
 */
record NarrationFacts(Optional<String> timestamp, OptionalLong cycle, boolean hold, String headline) {

    private static final int MAX_TIMESTAMP = 64;

    /** What tells it from the room's other decisions; empty when nothing does. */
    String identity() {
        return timestamp.map(at -> "at:" + ChatText.cut(at, MAX_TIMESTAMP))
                .orElseGet(() -> cycle.isPresent() ? "cycle:" + cycle.getAsLong() : "");
    }
}
