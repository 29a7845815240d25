package io.roomwire.project;

import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.event.StreamKey;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** Who is in a project and what they have read, for services. */
@ProjectApi.Service
@Controller("/v1/projects/{pid}/chat")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ServicePeopleController extends ProjectErrors {

    private final ServiceCallers callers;
    private final Presence presence;
    private final ReadMarks marks;
    private final UnifiedChat sessions;

    ServicePeopleController(ServiceCallers callers, Presence presence, ReadMarks marks, UnifiedChat sessions,
                            ProjectShapes shapes) {
        super(shapes);
        this.callers = callers;
        this.presence = presence;
        this.marks = marks;
        this.sessions = sessions;
    }

    /** Tells that a user is there. Whatever {@code x-user-type} says, users are clients. */
    @ProjectApi.Here
    @ApiResponse(responseCode = "204", ref = "ProjectDone")
    @Post("/presence")
    HttpResponse<?> here(HttpRequest<?> request, @ProjectApi.Id String pid,
                         @Schema(implementation = Object.class)
                            @Body @Bindable(defaultValue = "") byte[] body) {
        String user = callers.user(request, body);
        StreamKey project = ProjectNames.project(pid);
        presence.heartbeat(project, user, callers.read(body).flag("is_typing"));
        return HttpResponse.noContent();
    }

    /** Who is there. */
    @ProjectApi.Present
    @Get("/presence")
    JsonNode present(HttpRequest<?> request, @ProjectApi.Id String pid) {
        String user = callers.user(request);
        return presence.forService(ProjectNames.project(pid), user).object();
    }

    /** Tells how far a user has read. */
    @ProjectApi.Read
    @ApiResponse(responseCode = "204", ref = "ProjectDone")
    @Put("/read")
    HttpResponse<?> read(HttpRequest<?> request, @ProjectApi.Id String pid,
                         @Schema(implementation = Object.class)
                            @Body @Bindable(defaultValue = "") byte[] body) {
        String user = callers.user(request, body);
        marks.mark(ProjectNames.project(pid), user, callers.read(body).count("up_to_seq"));
        return HttpResponse.noContent();
    }

    /** What a user has left to read. */
    @ProjectApi.Unread
    @Get("/unread")
    JsonNode unread(HttpRequest<?> request, @ProjectApi.Id String pid) {
        String user = callers.user(request);
        return marks.unread(ProjectNames.project(pid), user).object();
    }

    /** A user's session, which ends after four idle hours. */
    @ProjectApi.Session
    @Get("/session")
    JsonNode session(HttpRequest<?> request, @ProjectApi.Id String pid) {
        String user = callers.user(request);
        return sessions.session(ProjectNames.project(pid), user);
    }
}
