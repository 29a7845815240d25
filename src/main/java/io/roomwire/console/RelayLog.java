package io.roomwire.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The frames of all lanes, numbered per lane from 1 on without a hole. Frames that were dropped leave one, and after
 * Redis lost data no number is given again that a running node has seen. Safe for any thread, never blocks; every stage may fail with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface RelayLog {

    /**
     * Drops what lies beyond the bounds, stores frames behind all others of their lane, all or none, and then signals
     * the lane's stream by an event that is named after the direction. A call that failed stores nothing any more once
     * a later one for the lane has stored; the caller makes one call per lane at a time.
     *
     * @param frames perhaps none
     */
    CompletionStage<Kept> store(RelayLane lane, List<RelayFrame> frames);

    /**
     * Gives the lane to a reader that was opened so long ago.
     *
     * @param after epoch of a reader that was opened before, 0 for none: that one does not stand in the way
     * @return empty when one has it that was opened later
     */
    CompletionStage<Optional<Hold>> attach(RelayLane lane, Duration age, long after);

    /**
     * Drops what was acknowledged and reads on.
     *
     * @param limit at most so many, perhaps 0
     * @return empty when another has the lane: nothing was dropped
     */
    CompletionStage<Optional<List<Stored>>> read(RelayLane lane, Reading reading, int limit);

    /**
     * What a lane holds.
     *
     * @param frames not yet acknowledged
     * @param dropped lost to the bounds since somebody was last told
     */
    record Kept(long frames, long dropped) {
    }

    /**
     * A lane given to a reader.
     *
     * @param epoch grows from reader to reader
     * @param acknowledged all frames up to this one were, 0 for none
     * @param newest the last frame given out
     * @param explicit whether the last acknowledgement was a message, not a pong
     */
    record Hold(long epoch, long acknowledged, long newest, boolean explicit) {
    }

    /**
     * How far a reader is.
     *
     * @param epoch which reader
     * @param position the last frame read
     * @param acknowledged all frames up to this one were
     * @param explicit whether by a message, not by a pong
     */
    record Reading(long epoch, long position, long acknowledged, boolean explicit) {
    }

    /** A frame and its number. */
    record Stored(long seq, RelayFrame frame) {
    }
}
