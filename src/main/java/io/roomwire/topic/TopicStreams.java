package io.roomwire.topic;

import io.micronaut.http.HttpRequest;
import io.roomwire.access.StreamAccess;
import io.roomwire.access.StreamRefused;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Plain streams on connections that carry several. */
@Singleton
final class TopicStreams implements StreamAccess {

    private final TopicAccess access;

    TopicStreams(TopicAccess access) {
        this.access = access;
    }

    @Override
    public String system() {
        return "topic";
    }

    @Override
    public CompletionStage<Grant> admit(HttpRequest<?> request, String name) {
        try {
            StreamKey stream = TopicName.stream(name);
            return access.watching(request, stream).thenApply(until -> new Grant(stream, until))
                    .exceptionallyCompose(TopicStreams::refused);
        } catch (TopicException refusal) {
            return refused(refusal);
        }
    }

    private static CompletionStage<Grant> refused(Throwable failure) {
        Throwable cause = Waiting.cause(failure);
        return CompletableFuture.failedFuture(cause instanceof TopicException refusal
                ? new StreamRefused(refusal.status(), refusal.code(), String.valueOf(refusal.getMessage())) : cause);
    }
}
