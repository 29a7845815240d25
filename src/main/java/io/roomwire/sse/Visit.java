package io.roomwire.sse;

import io.roomwire.hub.CloseReason;
import java.util.List;
import java.util.function.UnaryOperator;

/** A feature's part in one connection. Called on the connection's event loop: must not block. */
public interface Visit {

    /** Adds nothing. */
    Visit NONE = new Visit() {
    };

    /**
     * Has the connection looked after while it lives.
     *
     * @param guards each is given what ends the connection, and gives what is to be run once it is gone
     */
    static Visit guarded(List<UnaryOperator<Runnable>> guards) {
        return new Visit() {

            private List<Runnable> leaving = List.of();

            @Override
            public void onLive(OpenStream stream) {
                leaving = guards.stream().map(guard -> guard.apply(() -> stream.finish(CloseReason.REVOKED))).toList();
            }

            @Override
            public void onClosed() {
                leaving.forEach(Runnable::run);
            }
        };
    }

    /** The head, the position or the replay have been written; live events follow. */
    default void onLive(OpenStream stream) {
    }

    /** The connection is gone. Called once, and only after {@link #onLive}. */
    default void onClosed() {
    }
}
