package io.roomwire.access;

import io.micronaut.http.HttpRequest;
import io.roomwire.event.StreamKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A system's say on who may watch its streams, for connections that carry several. Safe for any thread. */
public interface StreamAccess {

    /** What stands before the colon in a request, such as {@code worklog}. */
    String system();

    /**
     * Decides as the system's own route would.
     *
     * @param name what stands behind the colon, not checked yet
     * @return fails with {@link StreamRefused}, {@link TokenRefused}, or what says that Redis is away
     */
    CompletionStage<Grant> admit(HttpRequest<?> request, String name);

    /**
     * The right to watch.
     *
     * @param until when it ends, if it does
     * @param guard who ends it before that
     */
    record Grant(StreamKey stream, Optional<Instant> until, Guard guard) {

        /** One that nobody takes back. */
        public Grant(StreamKey stream, Optional<Instant> until) {
            this(stream, until, end -> () -> { });
        }
    }

    /** Looks after connections whose right to watch may be taken back. Safe for any thread, never blocks. */
    interface Guard {

        /**
         * Looks after a connection from now on.
         *
         * @param end run, perhaps more than once, when the right is taken back
         * @return to be run once the connection is gone
         */
        Runnable enter(Runnable end);
    }
}
