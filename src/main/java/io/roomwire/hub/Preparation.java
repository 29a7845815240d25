package io.roomwire.hub;

/** Something that has to have been seen once before a node is ready. Safe for any thread, never blocks. */
public interface Preparation {

    /** A few words for people; empty once it has been seen, and from then on. */
    String missing();
}
