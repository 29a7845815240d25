package io.roomwire.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.access.ApiErrors;
import io.roomwire.access.ApiRefusal;
import io.roomwire.access.Identity;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.sse.LiveStream;
import io.roomwire.sse.SseStreams;
import io.roomwire.sse.StreamSpec;
import java.util.concurrent.CompletionStage;

/** The live console. */
@ConsoleApi
@ConsoleApi.User
@ApiRefusal.Unknown
@ApiRefusal.Unavailable
@Controller("/api/v1/streams")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConsoleStreamController extends ConsoleErrors {

    private final ConsoleAccess access;
    private final SseStreams streams;

    ConsoleStreamController(ConsoleAccess access, SseStreams streams, ApiErrors errors) {
        super(errors);
        this.access = access;
        this.streams = streams;
    }

    /** A dongle's live console: frames, presence, commands and notes. */
    @LiveStream
    @Get(value = "/dongles/{id}/console", headRoute = false)
    @Produces(MediaType.TEXT_EVENT_STREAM)
    CompletionStage<HttpResponse<?>> dongle(HttpRequest<?> request, @ConsoleApi.DongleId String id) {
        Identity user = access.viewer(request);
        return open(request, user, () -> ConsoleStreams.dongle(access.visible(user, id).id()));
    }

    /** A group's live console: what both dongles' consoles show, and the group's mode. */
    @LiveStream
    @Get(value = "/groups/{id}/console", headRoute = false)
    @Produces(MediaType.TEXT_EVENT_STREAM)
    CompletionStage<HttpResponse<?>> group(HttpRequest<?> request, @ConsoleApi.GroupId String id) {
        Identity user = access.viewer(request);
        return open(request, user, () -> ConsoleStreams.group(access.group(user, id).id()));
    }

    private CompletionStage<HttpResponse<?>> open(HttpRequest<?> request, Identity user, Admission admission) {
        try {
            return streams.open(request, StreamSpec.of(admission.stream()).until(user.expiry()));
        } catch (EventLogUnavailable away) {
            return streams.refuse(request, ConsoleStreams.DONGLE, away);
        }
    }

    /** Finds the stream, or refuses. */
    private interface Admission {
        StreamKey stream();
    }
}
