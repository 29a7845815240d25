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
     */
    record Grant(StreamKey stream, Optional<Instant> until) {
    }
}
