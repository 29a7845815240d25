package io.roomwire.hub;

/** Why an SSE connection ended. */
public enum CloseReason {

    /** The client closed it or vanished. */
    CLIENT_GONE,

    /** The client took nothing for longer than the limit. */
    SLOW_READER,

    /** This node is leaving and spreads its closes over time. */
    DRAINED,

    /** This node stops now. */
    SHUTDOWN,

    /** It has lasted as long as one may, and the client comes again, to whichever node is its turn. */
    AGED,

    /** The token under which it was opened has run out. */
    EXPIRED,

    /** A newer connection of the same client took its place. */
    REPLACED,

    /** Whoever opened it may not watch any more. */
    REVOKED,

    /** It was told in-band why it is not served. */
    REFUSED,

    /** Something failed that should not. */
    ERROR
}
