package io.roomwire.trading;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.access.Identity;
import io.roomwire.access.TokenRefused;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import io.roomwire.sse.EventForm;
import io.roomwire.sse.Heartbeat;
import io.roomwire.sse.LiveStream;
import io.roomwire.sse.Opening;
import io.roomwire.sse.SseStreams;
import io.roomwire.sse.StreamSpec;
import io.roomwire.sse.Visit;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The live stream of a model. */
@TradingApi
@Controller("/api/trading/stream/{modelId}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StreamController extends TradingErrors {

    private static final Heartbeat KEEPALIVE = Heartbeat.comment("keepalive");

    private final TradingAccess access;
    private final Models models;
    private final SseStreams streams;
    private final Parts parts;

    /** What a stream needs besides. */
    @Singleton
    record Parts(Greeting greeting, TradingWatchers watchers, TradingSettings settings) {
    }

    StreamController(TradingAccess access, Models models, SseStreams streams, Parts parts) {
        this.access = access;
        this.models = models;
        this.streams = streams;
        this.parts = parts;
    }

    /** The live stream of a model: unnamed events with {@code type}, {@code timestamp} and {@code data}. */
    @LiveStream
    @TradingApi.OfModel
    @Get(produces = MediaType.TEXT_EVENT_STREAM, headRoute = false)
    CompletionStage<HttpResponse<?>> watch(HttpRequest<?> request, @TradingApi.Id String modelId) {
        long id = WholeNumber.modelId(modelId);
        Identity identity = identity(request);
        Caller caller = Caller.user(identity.subject());
        Opening opening = opening(caller, id);
        StreamKey stream = Model.stream(id);
        StreamSpec spec = StreamSpec.of(stream)
                .heartbeat(KEEPALIVE.after(parts.settings().keepalive()))
                .form(EventForm.UNNAMED_RESET)
                .opening(opening)
                .visit(Visit.guarded(List.of(end -> parts.watchers().enter(stream, caller, end))))
                .until(identity.expiry())
                .header(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        return streams.open(request, spec);
    }

    private Identity identity(HttpRequest<?> request) {
        try {
            return Waiting.join(access.watching(request));
        } catch (TokenRefused refusal) {
            throw TradingException.of(HttpStatus.UNAUTHORIZED, refusal.reason() == TokenRefused.Reason.MISSING
                    ? "Token required" : "Invalid token: " + refusal.getMessage());
        }
    }

    /**
     * Refuses models that are not the caller's. While Redis is away nobody knows but who remembers; for all others the
     * opening fails, so that the stream is refused for now, in a form after which browsers try again.
     */
    private Opening opening(Caller caller, long id) {
        try {
            return parts.greeting().of(models.find(caller, id));
        } catch (EventLogUnavailable away) {
            return models.recall(id).filter(caller::mayUse).map(parts.greeting()::of)
                    .orElse(place -> CompletableFuture.failedFuture(away));
        }
    }
}
