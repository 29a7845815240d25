package io.roomwire.worklog;

import io.micronaut.http.HttpRequest;
import io.roomwire.access.StreamAccess;
import io.roomwire.access.StreamRefused;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Work logs on connections that carry several streams. */
@Singleton
final class LogStreams implements StreamAccess {

    private final LogAccess access;

    LogStreams(LogAccess access) {
        this.access = access;
    }

    @Override
    public String system() {
        return LogRoom.SYSTEM;
    }

    @Override
    public CompletionStage<Grant> admit(HttpRequest<?> request, String name) {
        return access.watching(request, name).exceptionallyCompose(failure -> {
            Throwable cause = Waiting.cause(failure);
            return CompletableFuture.failedFuture(cause instanceof LogRefusal refusal
                    ? new StreamRefused(refusal.status(), refusal.status().name(),
                            String.valueOf(refusal.getMessage())) : cause);
        });
    }
}
