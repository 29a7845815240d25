package io.roomwire.project;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.event.StreamKey;
import io.roomwire.sse.LiveStream;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The live project, for services. */
@ProjectApi.Service
@Controller("/v1/projects/{pid}/chat/stream")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ServiceStreamController extends ProjectErrors {

    private final ServiceCallers callers;
    private final ProjectAccess access;
    private final ProjectStreams streams;

    ServiceStreamController(ServiceCallers callers, ProjectAccess access, ProjectStreams streams,
            ProjectShapes shapes) {
        super(shapes);
        this.callers = callers;
        this.access = access;
        this.streams = streams;
    }

    /**
     * The live project. A position is an event's id, here the same as the message's {@code seq}; up to 200 missed
     * messages are sent first.
     */
    @LiveStream
    @ProjectApi.Acting
    @ProjectApi.Watching
    @Get(produces = MediaType.TEXT_EVENT_STREAM, headRoute = false)
    CompletionStage<HttpResponse<?>> open(HttpRequest<?> request, @ProjectApi.Id String pid) {
        String user = callers.user(request);
        StreamKey project = ProjectNames.project(pid);
        ProjectQuery query = new ProjectQuery(request);
        ProjectViewer viewer = new ProjectViewer(project, user, ProjectViewer.instance(query),
                ProjectViewer.from(query, "from_seq"), Optional.empty(), false);
        access.watching(project, user);
        return streams.open(request, viewer);
    }
}
