package io.roomwire.sse;

/**
 * One response body on its way out. Confined to the channel's event loop. Writes are shared views: a slow socket holds
 * what it has been given, at most about the channel's high-water mark, and nothing is copied.
 */
interface Wire {

    /** Whether the socket takes more. */
    boolean writable();

    void frame(SseFrame frame);

    /** Writes the frame under another id. */
    void frame(String idLine, SseFrame frame);

    /** Writes the frame's data with something else around it, which makes it a block. */
    void frame(String head, SseFrame frame, String tail);

    /** Writes a block of this connection's own. */
    void text(String block);

    void flush();

    /** Ends the body as its protocol does. */
    void end();

    /** Breaks off, also where the client takes nothing any more. */
    void abort();

    /** Whether the client's connection is closed. */
    boolean gone();

    /** Bytes written that the socket has not taken, and what it costs to keep them; 0 only when it has taken all. */
    long pending();

    /** Bytes written so far. */
    long written();
}
