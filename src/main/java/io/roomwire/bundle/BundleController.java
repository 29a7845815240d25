package io.roomwire.bundle;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.roomwire.access.ApiErrors;
import io.roomwire.access.ApiRefusal;
import io.roomwire.access.StreamAccess.Grant;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.sse.EventForm;
import io.roomwire.sse.LiveStream;
import io.roomwire.sse.Opening;
import io.roomwire.sse.SseStreams;
import io.roomwire.sse.StreamSpec;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many streams on one connection: browsers open six per host at most. Events are unnamed and tell their stream; ids are
 * vectors in the order of the request, and each stream resumes by its own part.
 */
@Tag(name = "bundle")
@Controller("/api/v1/events")
final class BundleController {

    private static final String RETRY_AFTER_S = "1";
    /** By which connections are counted that are refused before their streams are known. */
    private static final String SYSTEM = "bundle";

    private final BundleAccess access;
    private final SseStreams streams;
    private final ApiErrors errors;

    BundleController(BundleAccess access, SseStreams streams, ApiErrors errors) {
        this.access = access;
        this.streams = streams;
        this.errors = errors;
    }

    /**
     * Up to 50 streams on one connection. Each is asked for as by its own route; a refusal names the stream.
     *
     * @param names streams with commas between
     */
    @LiveStream
    @ApiRefusal.Invalid
    @ApiRefusal.Token
    @ApiRefusal.Unknown
    @ApiRefusal.Unavailable
    @Get(produces = MediaType.TEXT_EVENT_STREAM, headRoute = false)
    CompletionStage<HttpResponse<?>> watch(HttpRequest<?> request,
            @Parameter(required = true, example = "topic:news,room:t_001") @QueryValue("streams")
            @Nullable String names) {
        return access.admit(request, names == null ? "" : names)
                .thenCompose(grants -> streams.open(request, spec(grants)))
                .exceptionallyCompose(failure -> streams.refuse(request, SYSTEM, failure));
    }

    private static StreamSpec spec(List<Grant> grants) {
        Optional<Instant> until = grants.stream().map(Grant::until).flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        StreamKey[] keys = grants.stream().map(Grant::stream).toArray(StreamKey[]::new);
        return StreamSpec.of(keys).form(EventForm.WRAPPED).until(until)
                .opening(place -> CompletableFuture.completedStage(connected(place, List.of(keys))));
    }

    /** Its id is where the connection is, so that no position block is needed. */
    private static Opening.Start connected(Opening.Place place, List<StreamKey> keys) {
        String list = keys.stream().map(key -> "\"" + key + '"').collect(Collectors.joining(","));
        String block = "id: " + place.id() + '\n'
                + EventForm.unnamed("{\"event\":\"connected\",\"data\":{\"streams\":[" + list + "]}}");
        return new Opening.Start(block, Optional.of(place.positions()));
    }

    @Error
    HttpResponse<?> refused(HttpRequest<?> request, BundleRefused refusal) {
        return errors.answer(request, refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()));
    }

    @Error
    HttpResponse<?> unavailable(HttpRequest<?> request, EventLogUnavailable away) {
        return errors.answer(request, HttpStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE", "Redis does not answer.")
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S);
    }
}
