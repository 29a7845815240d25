package io.roomwire.hub;

/** What a client got that came with a position. */
public enum ResumeResult {

    /** All that it had missed. */
    COMPLETE,

    /** Word that its position is gone. */
    RESET,

    /** Neither: it was gone before it had all. */
    LEFT
}
