package io.roomwire.hub;

/** What it takes to make a feed exact again. */
enum Repair {

    NONE,

    /** The subscription is new: confirm it, then read the ring. */
    SUBSCRIBE,

    /** The subscription lost something without notice: subscribe again, then fill. */
    SUBSCRIBE_AND_FILL,

    /** Read what comes after the ring's newest. */
    FILL,

    /** The branch changed or the stream was lost: read the ring anew. */
    RELOAD
}
