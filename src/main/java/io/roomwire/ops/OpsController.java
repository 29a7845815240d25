package io.roomwire.ops;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.access.ApiRefusal;
import io.roomwire.event.EventId;
import io.roomwire.sse.EventForm;
import io.roomwire.sse.LiveStream;
import io.roomwire.sse.Opening;
import io.roomwire.sse.SseStreams;
import io.roomwire.sse.StreamSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a node knows of the whole cluster and of itself, for operators and for the front page. */
@OpsApi
@Controller("/api/v1/ops")
final class OpsController {

    private final OpsGate gate;
    private final Reporter reporter;
    private final StreamList list;
    private final SseStreams streams;

    OpsController(OpsGate gate, Reporter reporter, StreamList list, SseStreams streams) {
        this.gate = gate;
        this.reporter = reporter;
        this.list = list;
        this.streams = streams;
    }

    /** Nodes, Redis, systems and the busiest streams of the whole cluster. */
    @OpsApi.Whole
    @Get("/overview")
    String overview(HttpRequest<?> request) {
        gate.enter(request);
        return reporter.known().json();
    }

    /** The same as it changes: an event `overview` every two seconds. */
    @LiveStream
    @ApiRefusal.Unavailable
    @Get(value = "/overview/events", produces = MediaType.TEXT_EVENT_STREAM, headRoute = false)
    CompletionStage<HttpResponse<?>> watch(HttpRequest<?> request) {
        gate.enter(request);
        return streams.open(request, StreamSpec.of(Reporter.STREAM).position(StreamSpec.Position.OPENING)
                .opening(place -> CompletableFuture.completedStage(first())));
    }

    /** Nothing can be resumed, and nobody is told a position. */
    private Opening.Start first() {
        return new Opening.Start(EventForm.block(Reporter.EVENT, reporter.known().json()),
                Optional.of(List.of(EventId.NONE)));
    }

    /** The nodes of the cluster: which lives, in which state and under which load. */
    @Get("/nodes")
    Nodes nodes(HttpRequest<?> request) {
        gate.enter(request);
        Overview overview = reporter.known().overview();
        return new Nodes(overview.ts(), reporter.node(), overview.nodes());
    }

    /**
     * The streams that this node holds, the most watched first.
     *
     * @param limit 1 to 1000, 100 unless given
     * @param system `topic`, `room`, `worklog`, `trading`, `project` or `console`; all unless given
     */
    @ApiRefusal.Invalid
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Get("/streams")
    HeldStreams streams(HttpRequest<?> request, @QueryValue @Nullable String limit,
                        @QueryValue @Nullable String system) {
        gate.enter(request);
        return list.read(limit == null ? "" : limit, system == null ? "" : system);
    }

    @Error
    HttpResponse<?> refused(HttpRequest<?> request, OpsRefused refusal) {
        return gate.answer(request, refusal);
    }
}
