package io.roomwire.console;

/** Frames of a group that are stored and not acknowledged yet, by direction. */
record Backlog(long aToB, long bToA) {

    static final Backlog NONE = new Backlog(0, 0);
}
