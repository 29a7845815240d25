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
import java.lang.annotation.Retention;

/** For the description of the API: what all routes of projects for browsers share, and inside, what single have. */
@Retention(SOURCE)
@ProjectApi
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@ApiResponse(responseCode = "400", ref = "ProjectWrong")
@ApiResponse(responseCode = "401", ref = "ProjectUnauthorized")
@ApiResponse(responseCode = "403", ref = "ProjectForbidden")
@interface BrowserApi {

    /** The project in the query. */
    @Retention(SOURCE)
    @Parameter(name = "project_id", in = ParameterIn.QUERY, required = true, example = "demo",
            description = "Or as `projectId`", schema = @Schema(type = "string"))
    @interface Project {
    }

    /** Looking back. */
    @Retention(SOURCE)
    @Project
    @ProjectApi.Part
    @Parameter(name = "limit", ref = "ProjectLimit50")
    @ApiResponse(responseCode = "200", description = "The newest first; `next_before` is for the next page's `before`",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"messages": [{"id": "0b9c1d1e-6f0a-3c53-9f43-0f6c3a8b3f10", "seq": 1795225458196292, \
                    "project_id": "demo", "user_id": "mia", "message_type": "user", "text": "hello", \
                    "target": "team", "created_at": "2026-11-21T10:00:00.000Z", \
                    "updated_at": "2026-11-21T10:00:00.000Z", "client_msg_id": "c-1", "mode": "unified", \
                    "actor_type": "client", "build_id": null, "response_data": null}], "has_more": false, \
                    "next_before": null, "total_count": 1, "pagination": {"start_seq": 1795225458196292, \
                    "end_seq": 1795225458196292, "has_more_older": false, "has_more_newer": false}}""")))
    @interface History {
    }

    /** Saying something. */
    @Retention(SOURCE)
    @RequestBody(required = true, description = "`text` is 1 to 10000 characters, `target` `team` or `ai`, `mode` "
            + "`plan`, `build` or `unified`; only `project_id` and `text` are demanded",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"project_id": "demo", "text": "hello", "target": "team", "client_msg_id": "c-1"}""")))
    @ProjectApi.Repeated
    @ApiResponse(responseCode = "429", ref = "ProjectTooMany")
    @interface Post {
    }

    /** Saying something, with a session. */
    @Retention(SOURCE)
    @RequestBody(required = true, description = "`message` is 1 to 10000 characters; only `client_msg_id` and `locale` "
            + "may be left out",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"projectId": "demo", "message": "Make the header smaller", "buildImmediately": false, \
                            "client_msg_id": "c-2"}""")))
    @ProjectApi.RepeatedUnified
    @ApiResponse(responseCode = "429", ref = "ProjectTooMany")
    @interface Unified {
    }

    /** Searching. */
    @Retention(SOURCE)
    @Project
    @ProjectApi.Searching
    @Parameter(name = "offset", ref = "ProjectOffset")
    @ApiResponse(responseCode = "200",
            description = "The newest first, in both forms; `total_count` counts as far as the search looks",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"messages": [], "results": [], "total_count": 0, "count": 0, "query": "logo"}""")))
    @interface Search {
    }

    /** A sign of life. */
    @Retention(SOURCE)
    @RequestBody(required = true, description = "`status` is `online`, `typing`, `away` or `offline`, `activity` at "
            + "most 200 characters",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("{\"project_id\": \"demo\", \"status\": \"online\"}")))
    @Done
    @interface Here {
    }

    /** Having read. */
    @Retention(SOURCE)
    @RequestBody(required = true, description = "A mark never goes back",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"project_id": "demo", "read_up_to_seq": 1795225458196292}""")))
    @Done
    @interface Read {
    }

    /** Nothing more to say. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "200", description = "Done",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("{\"success\": true}")))
    @interface Done {
    }

    /** Who is there. */
    @Retention(SOURCE)
    @Project
    @ApiResponse(responseCode = "200", description = "The one seen last first, in both forms",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"participants": [{"user_id": "mia", "status": "typing", "activity": null, \
                    "last_seen": "2026-11-21T10:00:00.000Z"}], "active_users": [{"userId": "mia", \
                    "userType": "client", "isTyping": true, "lastSeen": 1795225458196, "isOnline": true}], \
                    "count": 1}""")))
    @interface Present {
    }

    /** What is left to read. */
    @Retention(SOURCE)
    @Project
    @ApiResponse(responseCode = "200", description = "Of the user, and how far each member has read",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"unread_count": 2, "last_message_seq": 1795225458196292, "last_read_seq": 0, \
                    "read_statuses": [{"user_id": "mia", "read_up_to_seq": 1795225458196292, \
                    "last_read_at": "2026-11-21T10:00:00.000Z"}]}""")))
    @interface Unread {
    }

    /** Watching. */
    @Retention(SOURCE)
    @ProjectApi.Watching
    @Parameter(name = "projectId", in = ParameterIn.QUERY, required = true, example = "demo",
            description = "Or as `project_id`", schema = @Schema(type = "string"))
    @interface Watch {
    }

    /** Asking beforehand. */
    @Retention(SOURCE)
    @Parameter(name = "projectId", ref = "ProjectMaybe")
    @ApiResponse(responseCode = "200", description = "The token is valid, and the project's stream would be opened",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"authenticated": true, "userId": "mia", "timestamp": "2026-11-21T10:00:00.000Z"}""")))
    @ApiResponse(responseCode = "429", ref = "ProjectTooManyStreams")
    @interface Preflight {
    }
}
