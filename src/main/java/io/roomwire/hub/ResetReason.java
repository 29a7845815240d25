package io.roomwire.hub;

/** Why a client was told that its position is gone. */
public enum ResetReason {

    /** What follows the position has been trimmed away. */
    TRIMMED,

    /** The position is no event of the stream, or lies on a branch that a failover lost. */
    UNKNOWN,

    /** The stream was lost, or changed its branch, while the client watched. */
    LOST,

    /** The client read so slowly that the ring moved past it. */
    OVERRUN,

    /** A vector of the wrong length. */
    MALFORMED
}
