package io.roomwire.project;

import io.micronaut.core.bind.annotation.Bindable;
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

/** A project's messages, for services. */
@ProjectApi.Service
@Controller("/v1/projects/{pid}/chat")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ServiceMessagesController extends ProjectErrors {

    private static final int STANDARD_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final ServiceCallers callers;
    private final ProjectAccess access;
    private final MessageReader messages;
    private final Writing writing;

    /** What writes and searches. */
    @Singleton
    record Writing(ProjectChat chat, MessageSearch search) {
    }

    ServiceMessagesController(ServiceCallers callers, ProjectAccess access, MessageReader messages, Writing writing,
                              ProjectShapes shapes) {
        super(shapes);
        this.callers = callers;
        this.access = access;
        this.messages = messages;
        this.writing = writing;
    }

    /** The messages that are retained, page by page. */
    @ProjectApi.History
    @Get("/messages")
    JsonNode history(HttpRequest<?> request, @ProjectApi.Id String pid) {
        String user = callers.user(request);
        StreamKey project = ProjectNames.project(pid);
        MessageWish wish = MessageWish.of(new ProjectQuery(request), STANDARD_PAGE, LARGEST_PAGE);
        var _ = access.reading(project, user);
        MessagePage page = messages.page(project, wish);
        return new JsonFields().putList("messages", page.shown(MessageView::forService))
                .put("pagination", page.pagination()).object();
    }

    /** Says something for a user. Whoever a service says wrote it, it counts as the user's. */
    @ProjectApi.Post
    @ApiResponse(responseCode = "201", ref = "ProjectPosted")
    @Post("/messages")
    HttpResponse<JsonNode> post(HttpRequest<?> request, @ProjectApi.Id String pid,
                                @Schema(implementation = Object.class)
                            @Body @Bindable(defaultValue = "") byte[] body) {
        String user = callers.user(request, body);
        ProjectBody given = callers.read(body);
        var _ = given.word("actor_type", ActorType.class);
        MessageMode mode = given.word("mode", MessageMode.class).orElseThrow(() ->
                ProjectRefusal.invalid("body must have required property 'mode'"));
        String text = given.text("text", 1, ProjectPost.LONGEST);
        ProjectPost post = ProjectPost.byUser(ProjectNames.id(pid, "project"), user,
                Optional.of(given.id("client_msg_id")), text, mode);
        return PostAnswer.of(writing.chat().post(post.answering(given.part("thread").givenId("parentId"))));
    }

    /** Searches what is retained. */
    @ProjectApi.Search
    @Get("/search")
    JsonNode search(HttpRequest<?> request, @ProjectApi.Id String pid) {
        String user = callers.user(request);
        StreamKey project = ProjectNames.project(pid);
        var _ = access.reading(project, user);
        return writing.search().forService(project, new ProjectQuery(request));
    }
}
