package io.roomwire.trading;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.access.Identity;
import io.roomwire.access.StreamAccess;
import io.roomwire.access.StreamRefused;
import io.roomwire.event.StreamKey;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Models' streams on connections that carry several. */
@Singleton
final class TradingStreams implements StreamAccess {

    private final TradingAccess access;
    private final Models models;
    private final TradingWatchers watchers;
    private final Executor blocking;

    TradingStreams(TradingAccess access, Models models, TradingWatchers watchers,
                   @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.access = access;
        this.models = models;
        this.watchers = watchers;
        this.blocking = blocking;
    }

    @Override
    public String system() {
        return Model.SYSTEM;
    }

    @Override
    public CompletionStage<Grant> admit(HttpRequest<?> request, String name) {
        try {
            long id = WholeNumber.modelId(name);
            return access.watching(request).thenApplyAsync(identity -> grant(identity, id), blocking);
        } catch (TradingException refusal) {
            return CompletableFuture.failedFuture(refused(refusal));
        }
    }

    private Grant grant(Identity identity, long id) {
        try {
            Caller caller = Caller.user(identity.subject());
            StreamKey stream = models.find(caller, id).stream();
            return new Grant(stream, identity.expiry(), end -> watchers.enter(stream, caller, end));
        } catch (TradingException refusal) {
            throw refused(refusal);
        }
    }

    private static StreamRefused refused(TradingException refusal) {
        String code = refusal.status() == HttpStatus.NOT_FOUND ? "NOT_FOUND" : "VALIDATION_ERROR";
        return new StreamRefused(refusal.status(), code, String.valueOf(refusal.getMessage()));
    }
}
