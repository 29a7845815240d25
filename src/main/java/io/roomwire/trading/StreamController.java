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
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import io.roomwire.sse.EventForm;
import io.roomwire.sse.Heartbeat;
import io.roomwire.sse.LiveStream;
import io.roomwire.sse.Opening;
import io.roomwire.sse.SseStreams;
import io.roomwire.sse.StreamSpec;
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
    private final Greeting greeting;
    private final TradingSettings settings;

    StreamController(TradingAccess access, Models models, SseStreams streams, Greeting greeting,
                     TradingSettings settings) {
        this.access = access;
        this.models = models;
        this.streams = streams;
        this.greeting = greeting;
        this.settings = settings;
    }

    /** The live stream of a model: unnamed events with {@code type}, {@code timestamp} and {@code data}. */
    @LiveStream
    @TradingApi.OfModel
    @Get(produces = MediaType.TEXT_EVENT_STREAM, headRoute = false)
    CompletionStage<HttpResponse<?>> watch(HttpRequest<?> request, @TradingApi.Id String modelId) {
        long id = WholeNumber.modelId(modelId);
        Identity identity = identity(request);
        Opening opening = opening(Caller.user(identity.subject()), id);
        StreamSpec spec = StreamSpec.of(Model.stream(id))
                .heartbeat(KEEPALIVE.after(settings.keepalive()))
                .form(EventForm.UNNAMED_RESET)
                .opening(opening)
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
            return greeting.of(models.find(caller, id));
        } catch (EventLogUnavailable away) {
            return models.recall(id).filter(caller::mayUse).map(greeting::of)
                    .orElse(place -> CompletableFuture.failedFuture(away));
        }
    }
}
