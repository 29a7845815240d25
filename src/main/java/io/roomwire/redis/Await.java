package io.roomwire.redis;

import io.roomwire.hub.EventLogUnavailable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Waits for answers on behalf of the blocking ports. */
final class Await {

    private Await() {
    }

    /** Blocks for the command timeout at most; fails with {@link EventLogUnavailable}. */
    static <T extends @Nullable Object> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw RedisConnections.unavailable(failed);
        }
    }
}
