package io.roomwire.project;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.event.StreamKey;
import io.roomwire.json.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A project's messages, for browsers. */
@BrowserApi
@Controller("/api/persistent-chat")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BrowserMessagesController extends ProjectErrors {

    private static final int STANDARD_PAGE = 50;
    private static final int LARGEST_PAGE = 100;

    private final BrowserCallers callers;
    private final ProjectAccess access;
    private final Reading reading;
    private final Writing writing;

    /** What reads. */
    @Singleton
    record Reading(MessageReader messages, MessageSearch search) {
    }

    /** What writes. */
    @Singleton
    record Writing(ProjectChat chat, UnifiedChat unified) {
    }

    BrowserMessagesController(BrowserCallers callers, ProjectAccess access, Reading reading, Writing writing,
                              ProjectShapes shapes) {
        super(shapes);
        this.callers = callers;
        this.access = access;
        this.reading = reading;
        this.writing = writing;
    }

    /** The messages that are retained, page by page. */
    @BrowserApi.History
    @Get("/messages")
    JsonNode history(HttpRequest<?> request) {
        String user = callers.user(request);
        ProjectQuery query = new ProjectQuery(request);
        StreamKey project = ProjectNames.project(query.required("project_id", "projectId"));
        MessageWish wish = MessageWish.of(query, STANDARD_PAGE, LARGEST_PAGE);
        var _ = access.reading(project, user);
        MessagePage page = reading.messages().page(project, wish);
        Optional<JsonNode> next = page.hasOlder() ? Optional.of(JsonNode.createNumberNode(page.end().value()))
                : Optional.empty();
        return new JsonFields().putList("messages", page.shown(MessageView::forBrowser))
                .put("has_more", page.hasOlder()).put("next_before", next)
                .put("total_count", page.retained()).put("pagination", page.pagination()).object();
    }

    /** Says something; a repeat by the same {@code client_msg_id} makes no second message. */
    @BrowserApi.Post
    @ApiResponse(responseCode = "201", ref = "ProjectPosted")
    @Post("/messages")
    HttpResponse<JsonNode> post(HttpRequest<?> request,
                                @Schema(implementation = Object.class) @Body @Nullable String body) {
        String user = callers.user(request);
        ProjectBody given = callers.read(body);
        MessageMode mode = given.word("mode", MessageMode.class).orElse(MessageMode.UNIFIED);
        ProjectPost post = ProjectPost.byUser(given.id("project_id", "projectId"), user, given.givenId("client_msg_id"),
                given.text("text", 1, ProjectPost.LONGEST), mode);
        return PostAnswer.of(writing.chat().post(post.meantFor(given.word("target", MessageTarget.class))));
    }

    /** Says something and tells the session. Nothing is built: that is for services that watch. */
    @BrowserApi.Unified
    @ApiResponse(responseCode = "201", ref = "ProjectAccepted")
    @Post("/unified")
    HttpResponse<JsonNode> unified(HttpRequest<?> request,
                                   @Schema(implementation = Object.class) @Body @Nullable String body) {
        String user = callers.user(request);
        ProjectBody given = callers.read(body);
        if (given.flag("buildImmediately").isEmpty()) {
            throw ProjectRefusal.invalid("body must have required property 'buildImmediately'");
        }
        return writing.unified().post(given.id("projectId", "project_id"), user, given);
    }

    /** Searches what is retained. */
    @BrowserApi.Search
    @Get("/search")
    JsonNode search(HttpRequest<?> request) {
        String user = callers.user(request);
        ProjectQuery query = new ProjectQuery(request);
        StreamKey project = ProjectNames.project(query.required("project_id", "projectId"));
        var _ = access.reading(project, user);
        return reading.search().forBrowser(project, query);
    }
}
