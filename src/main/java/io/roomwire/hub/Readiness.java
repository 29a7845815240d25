package io.roomwire.hub;

/** Whether this node should be given new connections. Safe for any thread, never blocks. */
public interface Readiness {

    boolean ready();

    /** A few words for people; empty when ready. */
    String reason();
}
