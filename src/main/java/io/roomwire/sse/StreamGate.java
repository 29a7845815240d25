package io.roomwire.sse;

import io.micronaut.http.HttpRequest;
import java.util.concurrent.CompletionStage;

/** Says over all nodes whether its caller may have one more stream. Safe for any thread, never blocks. */
@FunctionalInterface
public interface StreamGate {

    /**
     * Takes a place for a stream.
     *
     * @return what gives it back, run when the stream has ended or was refused; fails with {@link StreamLimit}, or with
     *     what says that Redis is away
     */
    CompletionStage<Runnable> enter(HttpRequest<?> request);
}
