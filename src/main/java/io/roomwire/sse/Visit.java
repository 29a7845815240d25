package io.roomwire.sse;

/** A feature's part in one connection. Called on the connection's event loop: must not block. */
public interface Visit {

    /** Adds nothing. */
    Visit NONE = new Visit() {
    };

    /** The head, the position or the replay have been written; live events follow. */
    default void onLive(OpenStream stream) {
    }

    /** The connection is gone. Called once, and only after {@link #onLive}. */
    default void onClosed() {
    }
}
