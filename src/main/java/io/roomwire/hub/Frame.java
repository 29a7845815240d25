package io.roomwire.hub;

/** An event encoded once for all subscribers of this node. Counts its holders; made with one. Safe for any thread. */
public interface Frame {

    /** What it takes in memory, in bytes. */
    int bytes();

    void retain();

    void release();
}
