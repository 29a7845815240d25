package io.roomwire.topic;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.roomwire.access.ApiErrors;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Append.Once;
import io.roomwire.sse.LiveStream;
import io.roomwire.sse.SseStreams;
import io.roomwire.sse.StreamSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The plain stream: append, watch, look back. */
@TopicApi
@Controller("/api/v1/streams/topic:{name}")
final class TopicController extends TopicErrors {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final TopicAppends appends;
    private final SseStreams streams;
    private final TopicAccess access;
    private final TopicHistory history;

    TopicController(TopicAppends appends, SseStreams streams, TopicAccess access, TopicHistory history,
                    ApiErrors errors) {
        super(errors);
        this.appends = appends;
        this.streams = streams;
        this.access = access;
        this.history = history;
    }

    /** Appends an event. Answers with its id, the one before it, and whether this was a repeat. */
    @TopicApi.Append
    @ApiResponse(responseCode = "201", ref = "TopicAppended")
    @Post("/events")
    CompletionStage<HttpResponse<?>> append(HttpRequest<?> request, @TopicApi.Name String name,
                                            @Schema(implementation = Object.class) @Body byte[] body) {
        TopicEvent event = TopicEvent.parse(body);
        StreamKey stream = TopicName.stream(name);
        Append append = new Append(stream, event.name(), event.data(), once(request, body));
        return access.appending(request, event.controlToken(), stream).thenCompose(key -> appends.append(append, key));
    }

    private static Optional<Once> once(HttpRequest<?> request, byte[] body) {
        return request.getHeaders().findFirst(IDEMPOTENCY_KEY).map(key -> {
            if (!key.matches("[!-~]{1,255}")) {
                throw TopicException.invalid(IDEMPOTENCY_KEY + " is not 1 to 255 visible ASCII characters");
            }
            return new Once(key, ByteBuffer.wrap(body));
        });
    }

    /** The live stream: each event with its id, its name and the data as it was given. */
    @LiveStream
    @Get(value = "/events", produces = MediaType.TEXT_EVENT_STREAM, headRoute = false)
    CompletionStage<HttpResponse<?>> watch(HttpRequest<?> request, @TopicApi.Name String name) {
        StreamKey stream = TopicName.stream(name);
        return access.watching(request, stream)
                .thenCompose(until -> streams.open(request, StreamSpec.of(stream).until(until)));
    }

    /**
     * What is retained of the stream, page by page.
     *
     * @param after an event's id, to go on behind it
     * @param limit 1 to 1000, 100 unless given
     */
    @TopicApi.History
    @Get("/history")
    CompletionStage<String> history(HttpRequest<?> request, @TopicApi.Name String name,
                                    @QueryValue @Nullable String after, @QueryValue @Nullable String limit) {
        StreamKey stream = TopicName.stream(name);
        return access.reading(request, stream)
                .thenCompose(until -> history.page(stream, after == null ? "" : after, limit == null ? "" : limit));
    }
}
