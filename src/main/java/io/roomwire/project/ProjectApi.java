package io.roomwire.project;

import static java.lang.annotation.RetentionPolicy.SOURCE;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.Retention;

/** For the description of the API: what all routes of projects share, and inside, what those for services have. */
@Retention(SOURCE)
@Tag(name = "project")
@ApiResponse(responseCode = "503", ref = "ProjectUnavailable")
@interface ProjectApi {

    /** The routes for services. */
    @Retention(SOURCE)
    @ProjectApi
    @SecurityRequirement(name = "hmac")
    @SecurityRequirement(name = "hmac2")
    @ApiResponse(responseCode = "400", ref = "ProjectInvalid")
    @ApiResponse(responseCode = "401", ref = "ProjectUnsigned")
    @ApiResponse(responseCode = "403", ref = "ProjectDenied")
    @ApiResponse(responseCode = "408", ref = "ProjectTimestamp")
    @ApiResponse(responseCode = "409", ref = "ProjectReplay")
    @interface Service {
    }

    /** The project in the path. */
    @Retention(SOURCE)
    @Parameter(description = "1 to 128 of `A-Za-z0-9._:-`", example = "demo")
    @interface Id {
    }

    /** What a signature comes with. */
    @Retention(SOURCE)
    @Parameter(name = "x-sheen-timestamp", in = ParameterIn.HEADER, required = true, example = "1795225458",
            description = "In seconds since 1970, at most 120 from this clock",
            schema = @Schema(type = "integer", format = "int64"))
    @Parameter(name = "x-sheen-nonce", in = ParameterIn.HEADER,
            description = "1 to 128 of `A-Za-z0-9._-`, to be used only once", schema = @Schema(type = "string"))
    @interface Signed {
    }

    /** The user for whom a service acts. */
    @Retention(SOURCE)
    @Signed
    @Parameter(name = "x-user-id", in = ParameterIn.HEADER, required = true, description = "For whom the service acts",
            example = "demo", schema = @Schema(type = "string"))
    @interface Acting {
    }

    /** Which messages are wanted. */
    @Retention(SOURCE)
    @Parameter(name = "mode", ref = "ProjectMode")
    @Parameter(name = "actor_types", ref = "ProjectActors")
    @Parameter(name = "message_type", ref = "ProjectTypes")
    @Parameter(name = "includeSystem", ref = "ProjectSystem")
    @interface Filter {
    }

    /** A part of the history. */
    @Retention(SOURCE)
    @Filter
    @Parameter(name = "before_seq", ref = "ProjectBefore")
    @Parameter(name = "after_seq", ref = "ProjectAfter")
    @interface Part {
    }

    /** What is searched for. */
    @Retention(SOURCE)
    @Filter
    @Parameter(name = "q", in = ParameterIn.QUERY, required = true, description = "1 to 500 characters, of any case",
            example = "logo", schema = @Schema(type = "string"))
    @Parameter(name = "from_seq", ref = "ProjectFrom")
    @Parameter(name = "to_seq", ref = "ProjectTo")
    @Parameter(name = "limit", ref = "ProjectLimit20")
    @interface Searching {
    }

    /** Where a stream goes on, and who watches. */
    @Retention(SOURCE)
    @Parameter(name = "from_seq", ref = "ProjectSince")
    @Parameter(name = "client_instance_id", ref = "ProjectInstance")
    @ApiResponse(responseCode = "429", ref = "ProjectTooManyStreams")
    @interface Watching {
    }

    /** Giving the access list. */
    @Retention(SOURCE)
    @Signed
    @RequestBody(required = true, description = "At most 1000 collaborators",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("{\"owner\": \"demo\", \"collaborators\": [\"mia\", \"jonas\"]}")))
    @interface Members {
    }

    /** An assistant's message. */
    @Retention(SOURCE)
    @Signed
    @Parameter(name = "x-user-id", ref = "ProjectOfUser")
    @RequestBody(required = true, description = "`text` is 1 to 10000 characters, `mode` `plan`, `build` or `unified`, "
            + "`type` `assistant` or `system`, `response_data` any JSON; all but `text` may be left out",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"text": "Built. The logo stays.", "mode": "build", "build_id": "b1", "response_data": \
                            {"type": "build_completed", "buildId": "b1"}, "client_msg_id": "done-b1"}""")))
    @Repeated
    @ApiResponse(responseCode = "404", ref = "ProjectUnknown")
    @interface Assist {
    }

    /** A message that was there already. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "200", description = "The project has a message of this `client_msg_id` already",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"id": "0b9c1d1e-6f0a-3c53-9f43-0f6c3a8b3f10", "seq": 1795225458196292, \
                    "client_msg_id": "c-1", "timestamp": "2026-11-21T10:00:00.000Z", \
                    "duplicateOf": "0b9c1d1e-6f0a-3c53-9f43-0f6c3a8b3f10"}""")))
    @interface Repeated {
    }

    /** An event that is not kept. */
    @Retention(SOURCE)
    @Signed
    @RequestBody(required = true, description = "`event` begins with `build.`, `plan.`, `assistant.` or `task.`; "
            + "`data` is any JSON but null",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"event": "build.status", "data": {"build_id": "b1", "progress": 40}}""")))
    @ApiResponse(responseCode = "404", ref = "ProjectUnknown")
    @interface Signal {
    }

    /** Saying something, with a session. */
    @Retention(SOURCE)
    @Acting
    @RequestBody(required = true, description = "`userId` is the header's; `message` is 1 to 10000 characters",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"userId": "demo", "projectId": "demo", "message": "Make the header smaller", \
                            "buildImmediately": false, "client_msg_id": "c-2", "locale": "en"}""")))
    @RepeatedUnified
    @ApiResponse(responseCode = "429", ref = "ProjectTooMany")
    @interface Unified {
    }

    /** The same of a unified message. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "200", description = "The project has a message of this `client_msg_id` already",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"accepted": true, "success": true, "queued": false, "mode": "unified", \
                    "sessionId": "9f2c41d0-7ab3-4e58-8c2e-5d1f0a6b7c89", \
                    "messageId": "0b9c1d1e-6f0a-3c53-9f43-0f6c3a8b3f10", "message_seq": 1795225458196292, \
                    "client_msg_id": "c-2", "isDuplicate": true, "timestamp": "2026-11-21T10:00:00.000Z", \
                    "actions": [], "preferences": {"buildImmediately": false}}""")))
    @interface RepeatedUnified {
    }

    /** Looking back. */
    @Retention(SOURCE)
    @Acting
    @Part
    @Parameter(name = "limit", ref = "ProjectLimit20")
    @ApiResponse(responseCode = "200", description = "The newest first; `start_seq` is the newest one's, `end_seq` the "
            + "oldest one's",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"messages": [{"id": "0b9c1d1e-6f0a-3c53-9f43-0f6c3a8b3f10", "seq": 1795225458196292, \
                    "client_msg_id": "c-1", "projectId": "demo", \
                    "user": {"id": "mia", "name": "mia", "type": "client"}, "message": {"text": "hello", \
                    "type": "user", "mode": "unified", "timestamp": "2026-11-21T10:00:00.000Z"}, "thread": {}, \
                    "metadata": {"build_id": null, "response_data": null}, "isDeleted": false, "editedAt": null, \
                    "visibility": "public"}], "pagination": {"start_seq": 1795225458196292, \
                    "end_seq": 1795225458196292, "has_more_older": false, "has_more_newer": false}}""")))
    @interface History {
    }

    /** Saying something. */
    @Retention(SOURCE)
    @Acting
    @RequestBody(required = true, description = "`text` is 1 to 10000 characters, `mode` `plan`, `build` or `unified`; "
            + "`thread` may be left out",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"text": "hello", "mode": "unified", "client_msg_id": "c-1"}""")))
    @Repeated
    @ApiResponse(responseCode = "429", ref = "ProjectTooMany")
    @interface Post {
    }

    /** Searching. */
    @Retention(SOURCE)
    @Acting
    @Searching
    @ApiResponse(responseCode = "200", description = "The newest first, each as in the history",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"results": [], "count": 0, "query": "logo"}""")))
    @interface Search {
    }

    /** A sign of life. */
    @Retention(SOURCE)
    @Acting
    @RequestBody(description = "Whether the user is typing; without, that stays as it is",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("{\"is_typing\": true}")))
    @interface Here {
    }

    /** Who is there. */
    @Retention(SOURCE)
    @Acting
    @ApiResponse(responseCode = "200", description = "The one seen last first",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"active_users": [{"userId": "mia", "userType": "client", "isTyping": true, \
                    "lastSeen": 1795225458196, "isOnline": true}], "count": 1}""")))
    @interface Present {
    }

    /** Having read. */
    @Retention(SOURCE)
    @Acting
    @RequestBody(required = true, description = "A mark never goes back",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("{\"up_to_seq\": 1795225458196292}")))
    @interface Read {
    }

    /** What is left to read. */
    @Retention(SOURCE)
    @Acting
    @ApiResponse(responseCode = "200", description = "Zero where there is no message, or none was read",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"unread_count": 2, "last_message_seq": 1795225458196292, "last_read_seq": 0}""")))
    @interface Unread {
    }

    /** The session. */
    @Retention(SOURCE)
    @Acting
    @ApiResponse(responseCode = "200", description = "`preferredLocale` only where one was given",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"sessionId": "9f2c41d0-7ab3-4e58-8c2e-5d1f0a6b7c89", "isActive": true, \
                    "lastActive": "2026-11-21T10:00:00.000Z", "preferredLocale": "en"}""")))
    @interface Session {
    }
}
