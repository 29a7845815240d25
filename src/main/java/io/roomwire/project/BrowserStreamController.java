package io.roomwire.project;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.access.Identity;
import io.roomwire.access.LeaseLimit;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import io.roomwire.sse.LiveStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The live project, for browsers, whose EventSource sees no status: a page asks beforehand by POST. */
@BrowserApi
@Controller("/api/persistent-chat/stream")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BrowserStreamController extends ProjectErrors {

    private final BrowserCallers callers;
    private final ProjectAccess access;
    private final ProjectStreams streams;
    private final InstantSource clock;

    BrowserStreamController(BrowserCallers callers, ProjectAccess access, ProjectStreams streams, InstantSource clock,
                            ProjectShapes shapes) {
        super(shapes);
        this.callers = callers;
        this.access = access;
        this.streams = streams;
        this.clock = clock;
    }

    /**
     * The live project. A position is an event's id, here the same as the message's {@code seq}; up to 200 missed
     * messages are sent first. Who shows no token in {@code Authorization} is told of too many streams by one event.
     */
    @LiveStream
    @BrowserApi.Watch
    @Get(produces = MediaType.TEXT_EVENT_STREAM, headRoute = false)
    CompletionStage<HttpResponse<?>> open(HttpRequest<?> request) {
        Identity caller = callers.viewer(request);
        ProjectQuery query = new ProjectQuery(request);
        Optional<String> named = query.text("projectId", "project_id");
        if (named.isEmpty()) {
            return CompletableFuture.completedStage(HttpResponse.badRequest("Project ID required")
                    .contentType(MediaType.TEXT_PLAIN_TYPE));
        }
        StreamKey project = ProjectNames.project(named.get());
        boolean inBrowser = !request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
        ProjectViewer viewer = new ProjectViewer(project, caller.subject(), ProjectViewer.instance(query),
                ProjectViewer.from(query, "from_seq", "since"), caller.expiry(), inBrowser);
        try {
            access.watching(project, caller.subject());
        } catch (EventLogUnavailable away) {
            return streams.refuse(request, viewer, away);
        }
        return streams.open(request, viewer);
    }

    /** Tells whether the token is valid; with a project named, also whether its stream would be opened. */
    @BrowserApi.Preflight
    @Post
    HttpResponse<?> preflight(HttpRequest<?> request) {
        String user = callers.user(request);
        Optional<String> named = new ProjectQuery(request).text("projectId", "project_id");
        if (named.isPresent()) {
            access.watching(ProjectNames.project(named.get()), user);
            try {
                Waiting.join(streams.look(user));
            } catch (LeaseLimit limit) {
                return streams.limited(limit);
            }
        }
        return HttpResponse.ok(new JsonFields().put("authenticated", true).put("userId", user)
                .put("timestamp", ProjectTime.text(clock.instant())).object());
    }
}
