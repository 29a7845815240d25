package io.roomwire.faults;

import java.util.List;

/** One thing that was done or seen in a run. Streams are named as the product names them. */
sealed interface Entry {

    /** No id or predecessor was told. */
    long UNTOLD = -1;

    /** A fault begins, or is over. */
    record Fault(String name, boolean over) implements Entry {
    }

    /** From now on, until {@link Lost}, Redis may lose what it has acknowledged. */
    record Losing(String how) implements Entry {
    }

    /**
     * Redis has lost what the next {@link Held} of each stream does not tell.
     *
     * @param unseen whether events may be among it whose going nobody could notice who had not got them: those that a
     *     primary had and the promoted replica had not
     */
    record Lost(boolean unseen) implements Entry {
    }

    /** An entry as Redis had it, read past all nodes. */
    record Kept(String stream, long id, long prev, String token) implements Entry {
    }

    /** All that Redis held of a stream at that moment. */
    record Held(String stream, List<Long> ids) implements Entry {
    }

    /**
     * A publisher asks for an append.
     *
     * @param token no other append has it
     * @param keyed whether it goes on asking, with one idempotency key
     */
    record Asked(String stream, String token, boolean keyed) implements Entry {
    }

    /** The append was acknowledged. */
    record Answered(String stream, String token, long id, long prev) implements Entry {
    }

    /** The append was refused, or nobody knows. */
    record Unanswered(String token, String why) implements Entry {
    }

    /**
     * A viewer will watch these, and may see nothing else.
     *
     * @param slow it may read so slowly that the history moves past it
     */
    record Watches(String viewer, List<String> streams, boolean slow) implements Entry {
    }

    /** A viewer asks for its streams from that position on, empty for none. */
    record Connected(String viewer, int connection, String position) implements Entry {
    }

    /** It was told where it stands, when it came without a position. */
    record Placed(String viewer, String stream, long id) implements Entry {
    }

    /** An event came; the token is empty for one that no publisher of the run made. */
    record Received(String viewer, String stream, long id, String token) implements Entry {
    }

    /** It was told that its position is gone, and where it stands now. */
    record Reset(String viewer, String stream, long id, String reason) implements Entry {
    }

    /** A sending agent was told that its frame is stored. It sends each number once, one after the other. */
    record Accepted(String group, int number) implements Entry {
    }

    /** The receiving agent got a frame, on its how-manieth connection. */
    record Relayed(String group, int connection, long seq, int number) implements Entry {
    }

    /** After all faults it did not get what everybody else has. */
    record Behind(String viewer, String stream, String token) implements Entry {
    }

    /** What must never be: a malformed block, a status that no fault explains. */
    record Odd(String who, String what) implements Entry {
    }

    /** A quantity that must return to what it was, within the tolerance. */
    record Measured(String what, long before, long after, long tolerance) implements Entry {
    }
}
