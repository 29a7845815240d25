package io.roomwire.worklog;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.roomwire.access.StreamAccess.Grant;
import io.roomwire.sse.LiveStream;
import io.roomwire.sse.SseStreams;
import java.util.concurrent.CompletionStage;

/** The live log of a room. */
@WorklogApi
@Controller("/api/v1/rooms/{id}/logs")
final class LogStreamController extends LogErrors {

    private final LogAccess access;
    private final LogPlaces places;
    private final LogSpecs specs;
    private final SseStreams streams;

    LogStreamController(LogAccess access, LogPlaces places, LogSpecs specs, SseStreams streams, LogErrorShape shape) {
        super(shape);
        this.access = access;
        this.places = places;
        this.specs = specs;
        this.streams = streams;
    }

    /** The live log: {@code connected}, then lines, and {@code heartbeat} now and then. */
    @LiveStream
    @WorklogApi.Unknown
    @WorklogApi.Capped
    @Get(produces = MediaType.TEXT_EVENT_STREAM, headRoute = false)
    CompletionStage<HttpResponse<?>> watch(HttpRequest<?> request, @WorklogApi.Room String id) {
        return access.watching(request, id).thenCompose(grant -> open(request, grant))
                .exceptionallyCompose(failure -> streams.refuse(request, LogRoom.SYSTEM, failure));
    }

    private CompletionStage<HttpResponse<?>> open(HttpRequest<?> request, Grant grant) {
        return places.take(grant.stream()).thenCompose(leaving -> streams.open(request, specs.spec(grant, leaving)));
    }
}
