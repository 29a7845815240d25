package io.roomwire.hub;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for stages on a virtual thread. */
public final class Waiting {

    private Waiting() {
    }

    /** What a stage failed with, unwrapped. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The stage's result, or what it failed with, unwrapped. Blocks; never call it on an event loop. */
    public static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
