package io.roomwire.worklog;

import static java.lang.annotation.RetentionPolicy.SOURCE;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.Retention;

/** For the description of the API: what all routes of work logs share, and inside, what single ones have. */
@Retention(SOURCE)
@Tag(name = "worklog")
@SecurityRequirement(name = "token")
@ApiResponse(responseCode = "401", ref = "WorklogUnauthorized")
@ApiResponse(responseCode = "503", ref = "WorklogUnavailable")
@interface WorklogApi {

    /** A room. */
    @Retention(SOURCE)
    @Parameter(description = "A room's id, a UUID", example = "7b1c52d0-93f4-4e0a-8c61-2f5d9ab7e314")
    @interface Room {
    }

    /** What is asked for may not be there. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "404", ref = "WorklogUnknown")
    @interface Unknown {
    }

    /** What is given may be wrong. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "400", ref = "WorklogInvalid")
    @interface Invalid {
    }

    /** Not everybody who may read may do this. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "403", ref = "WorklogForbidden")
    @interface Writing {
    }

    /** Programs may do this too. */
    @Retention(SOURCE)
    @SecurityRequirement(name = "apiKey")
    @Invalid
    @Writing
    @Unknown
    @interface Keyed {
    }

    /** The room is the answer. */
    @Retention(SOURCE)
    @Unknown
    @ApiResponse(responseCode = "200", description = "The room",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"id": "7b1c52d0-93f4-4e0a-8c61-2f5d9ab7e314", "ownerId": "mia", "status": "idle", \
                    "inputText": "A story about a lighthouse", "createdAt": "2026-01-05T10:00:00.000Z", \
                    "updatedAt": "2026-01-05T10:00:00.000Z", \
                    "owner": {"id": "mia", "username": "user_mia", "did": "mia"}, "assets": []}""")))
    @interface Whole {
    }

    /** Creating. */
    @Retention(SOURCE)
    @Invalid
    @Writing
    @RequestBody(required = true, description = "`inputText`, 1 to 5000 characters, and nothing else",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("{\"inputText\": \"A story about a lighthouse\"}")))
    @ApiResponse(responseCode = "201", description = "The room",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"id": "7b1c52d0-93f4-4e0a-8c61-2f5d9ab7e314", "ownerId": "mia", "status": "idle", \
                    "inputText": "A story about a lighthouse", "createdAt": "2026-01-05T10:00:00.000Z", \
                    "updatedAt": "2026-01-05T10:00:00.000Z", \
                    "owner": {"id": "mia", "username": "user_mia", "did": "mia"}}""")))
    @interface Create {
    }

    /** Listing. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "200", description = "Each as it is told alone, but without its owner",
            content = @Content(array = @ArraySchema(schema = @Schema(type = "object"))))
    @interface Own {
    }

    /** Starting. */
    @Retention(SOURCE)
    @Writing
    @Unknown
    @ApiResponse(responseCode = "200", description = "The room, and a message",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"id": "7b1c52d0-93f4-4e0a-8c61-2f5d9ab7e314", "ownerId": "mia", "status": "running", \
                    "inputText": "A story about a lighthouse", "createdAt": "2026-01-05T10:00:00.000Z", \
                    "updatedAt": "2026-01-05T10:00:01.250Z", \
                    "owner": {"id": "mia", "username": "user_mia", "did": "mia"}, "assets": [], \
                    "message": "Workflow started successfully"}""")))
    @interface Start {
    }

    /** Setting the status. */
    @Retention(SOURCE)
    @Keyed
    @Whole
    @RequestBody(required = true, description = "`status` is `idle`, `running`, `done` or `error`",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("{\"status\": \"idle\"}")))
    @interface Change {
    }

    /** Writing a line. */
    @Retention(SOURCE)
    @Keyed
    @Capped
    @RequestBody(required = true, description = "`agentType` is `story`, `asset`, `code`, `deploy` or `orchestrator`, "
            + "`level` is `info`, `warn`, `error` or `success`; `metadata` and `timestamp` may be left out",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"agentType": "story", "level": "info", "message": "Drafting outline", \
                            "metadata": {"words": 120}}""")))
    @ApiResponse(responseCode = "202", description = "The line is in the log, or will be when Redis is back",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("{\"accepted\": true}")))
    @interface Line {
    }

    /** There may be a cap. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "429", ref = "WorklogTooMany")
    @interface Capped {
    }
}
