package io.roomwire.project;

import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What services do of their own accord: access lists, assistants' messages, events that are not kept; and unified posts
 * for users.
 */
@ProjectApi.Service
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class ServiceHooksController extends ProjectErrors {

    /** Whose messages an assistant's are, unless the service names a user. */
    private static final String ASSISTANT = "assistant";
    private static final String USER = "x-user-id";
    /** Names that the stream itself uses are not for services. */
    private static final String EVENT = "(build|plan|assistant|task)\\.[a-z][a-z0-9_.-]{0,55}";

    private final ServiceCallers callers;
    private final ProjectAccess access;
    private final Sending sending;
    private final JsonText json;

    /** The ways to a project's viewers. */
    @Singleton
    record Sending(ProjectChat chat, UnifiedChat unified, Hub hub, ProjectWatchers watchers) {
    }

    ServiceHooksController(ServiceCallers callers, ProjectAccess access, Sending sending, JsonText json,
                           ProjectShapes shapes) {
        super(shapes);
        this.callers = callers;
        this.access = access;
        this.sending = sending;
        this.json = json;
    }

    /** Replaces the access list; a project begins with its first. */
    @ProjectApi.Members
    @ApiResponse(responseCode = "204", ref = "ProjectDone")
    @Put("/v1/projects/{pid}")
    HttpResponse<?> members(HttpRequest<?> request, @ProjectApi.Id String pid,
                            @Schema(implementation = Object.class)
                            @Body @Bindable(defaultValue = "") byte[] body) {
        callers.check(request, body);
        StreamKey project = ProjectNames.project(pid);
        access.put(project, ProjectMembers.read(callers.read(body)));
        Waiting.join(sending.watchers().lookAgain(project));
        return HttpResponse.noContent();
    }

    /** Says something as the assistant or the system. */
    @ProjectApi.Assist
    @ApiResponse(responseCode = "201", ref = "ProjectPosted")
    @Post("/v1/projects/{pid}/chat/assistant-messages")
    HttpResponse<JsonNode> assistant(HttpRequest<?> request, @ProjectApi.Id String pid,
                                     @Schema(implementation = Object.class)
                            @Body @Bindable(defaultValue = "") byte[] body) {
        callers.check(request, body);
        ProjectBody given = callers.read(body);
        MessageType type = given.word("type", MessageType.class).orElse(MessageType.ASSISTANT);
        if (type == MessageType.USER) {
            throw ProjectRefusal.invalid("body/type must be assistant or system");
        }
        MessageMode mode = given.word("mode", MessageMode.class).orElse(MessageMode.UNIFIED);
        String user = request.getHeaders().findFirst(USER).map(name -> ProjectNames.user(name, "headers/" + USER))
                .orElse(ASSISTANT);
        Optional<JsonNode> build = given.givenId("build_id").map(JsonNode::createStringNode);
        return PostAnswer.of(sending.chat().post(new ProjectPost(ProjectNames.id(pid, "project"), user,
                given.givenId("client_msg_id"), new ProjectMessage.Content(given.text("text", 1, ProjectPost.LONGEST),
                type, mode, ActorType.ASSISTANT), build, given.any("response_data"), Optional.empty(),
                        Optional.empty())));
    }

    /** Sends an event to whoever watches now; it is not kept. */
    @ProjectApi.Signal
    @ApiResponse(responseCode = "202", ref = "ProjectSignalled")
    @Post("/v1/projects/{pid}/chat/events")
    HttpResponse<?> event(HttpRequest<?> request, @ProjectApi.Id String pid,
                          @Schema(implementation = Object.class)
                            @Body @Bindable(defaultValue = "") byte[] body) {
        callers.check(request, body);
        StreamKey project = ProjectNames.project(pid);
        ProjectBody given = callers.read(body);
        String name = given.text("event", 1, Integer.MAX_VALUE);
        if (!name.matches(EVENT)) {
            throw ProjectRefusal.invalid("body/event must match " + EVENT);
        }
        JsonNode data = given.any("data").orElseThrow(() ->
                ProjectRefusal.invalid("body must have required property 'data'"));
        access.checkKnown(project);
        Waiting.join(sending.hub().signal(project, name, json.write(data)));
        return HttpResponse.status(HttpStatus.ACCEPTED);
    }

    /** Says something for a user and tells the user's session. */
    @ProjectApi.Unified
    @ApiResponse(responseCode = "201", ref = "ProjectAccepted")
    @Post(uris = {"/v1/chat/unified", "/unified"})
    HttpResponse<JsonNode> unified(HttpRequest<?> request,
                                   @Schema(implementation = Object.class)
                            @Body @Bindable(defaultValue = "") byte[] body) {
        String user = callers.user(request, body);
        ProjectBody given = callers.read(body);
        if (!given.text("userId", 1, Integer.MAX_VALUE).equals(user)) {
            throw new ProjectRefusal(ProjectRefusal.Kind.USER_MISMATCH, "The body's userId is not the header's.");
        }
        return sending.unified().post(given.id("projectId"), user, given);
    }
}
