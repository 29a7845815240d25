package io.roomwire.project;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.event.StreamKey;
import io.roomwire.json.JsonFields;
import io.roomwire.project.ProjectPeople.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who is in a project and what they have read, for browsers. */
@BrowserApi
@Controller("/api/persistent-chat")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BrowserPeopleController extends ProjectErrors {

    private static final int LONGEST_ACTIVITY = 200;

    private final BrowserCallers callers;
    private final Presence presence;
    private final ReadMarks marks;

    BrowserPeopleController(BrowserCallers callers, Presence presence, ReadMarks marks, ProjectShapes shapes) {
        super(shapes);
        this.callers = callers;
        this.presence = presence;
        this.marks = marks;
    }

    /** Tells that the user is there, or leaves. */
    @BrowserApi.Here
    @Post("/presence")
    JsonNode here(HttpRequest<?> request,
                  @Schema(implementation = Object.class) @Body @Nullable String body) {
        String user = callers.user(request);
        ProjectBody given = callers.read(body);
        presence.status(ProjectNames.project(given.id("project_id", "projectId")), user,
                given.word("status", Status.class).orElse(Status.ONLINE), given.given("activity", 0, LONGEST_ACTIVITY));
        return success();
    }

    /** Who is there. */
    @BrowserApi.Present
    @Get("/presence")
    JsonNode present(HttpRequest<?> request) {
        String user = callers.user(request);
        return presence.forBrowser(project(request), user).object();
    }

    /** Tells how far the user has read. */
    @BrowserApi.Read
    @Put("/read")
    JsonNode read(HttpRequest<?> request,
                  @Schema(implementation = Object.class) @Body @Nullable String body) {
        String user = callers.user(request);
        ProjectBody given = callers.read(body);
        marks.mark(ProjectNames.project(given.id("project_id", "projectId")), user, given.count("read_up_to_seq"));
        return success();
    }

    /** What the user has left to read, and how far everybody has read. */
    @BrowserApi.Unread
    @Get("/read")
    JsonNode unread(HttpRequest<?> request) {
        String user = callers.user(request);
        return marks.statuses(project(request), user).object();
    }

    private static StreamKey project(HttpRequest<?> request) {
        return ProjectNames.project(new ProjectQuery(request).required("project_id", "projectId"));
    }

    private static JsonNode success() {
        return new JsonFields().put("success", true).object();
    }
}
