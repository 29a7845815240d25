package io.roomwire.console;

/** How long a direction's frames go to a receiver. Safe for any thread, never blocks. */
interface RelayAttachment extends AutoCloseable {

    /** The agent has all frames up to this one; a frame that was not written to this receiver is no news. */
    void acknowledged(long seq);

    /** Writes no further frame. What was not acknowledged goes to the next attachment. More than once is once. */
    @Override
    void close();
}
