package io.roomwire.project;

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
import org.jspecify.annotations.Nullable;

/** Who is in a project and what they have read, for services. */
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

    /** Whatever {@code x-user-type} says, users are clients. */
    @Post("/presence")
    HttpResponse<?> here(HttpRequest<?> request, String pid, @Body @Nullable String body) {
        String user = callers.user(request, body);
        StreamKey project = ProjectNames.project(pid);
        presence.heartbeat(project, user, callers.read(body).flag("is_typing"));
        return HttpResponse.noContent();
    }

    @Get("/presence")
    JsonNode present(HttpRequest<?> request, String pid) {
        String user = callers.user(request);
        return presence.forService(ProjectNames.project(pid), user).object();
    }

    @Put("/read")
    HttpResponse<?> read(HttpRequest<?> request, String pid, @Body @Nullable String body) {
        String user = callers.user(request, body);
        marks.mark(ProjectNames.project(pid), user, callers.read(body).count("up_to_seq"));
        return HttpResponse.noContent();
    }

    @Get("/unread")
    JsonNode unread(HttpRequest<?> request, String pid) {
        String user = callers.user(request);
        return marks.unread(ProjectNames.project(pid), user).object();
    }

    @Get("/session")
    JsonNode session(HttpRequest<?> request, String pid) {
        String user = callers.user(request);
        return sessions.session(ProjectNames.project(pid), user);
    }
}
