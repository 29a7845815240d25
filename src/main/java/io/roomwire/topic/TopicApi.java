package io.roomwire.topic;

import static java.lang.annotation.RetentionPolicy.SOURCE;

import io.roomwire.access.ApiRefusal;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.Retention;

/** For the description of the API: what all routes of plain streams share, and inside, what single ones have. */
@Retention(SOURCE)
@Tag(name = "topic")
@SecurityRequirement(name = "control")
@ApiRefusal.Invalid
@ApiRefusal.Token
@ApiRefusal.Unavailable
@interface TopicApi {

    /** The name in the path. */
    @Retention(SOURCE)
    @Parameter(description = "1 to 128 of `A-Za-z0-9._-`", example = "news")
    @interface Name {
    }

    /** Appending. */
    @Retention(SOURCE)
    @Parameter(name = "Idempotency-Key", ref = "IdempotencyKey")
    @RequestBody(required = true, description = "`name` is 1 to 64 of `A-Za-z0-9._-`, `data` any JSON",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("{\"name\": \"hello\", \"data\": {\"n\": 1}}")))
    @ApiResponse(responseCode = "422", ref = "ApiMismatch")
    @interface Append {
    }

    /** Looking back. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "200", description = "Events behind `after`, the oldest first",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"events": [{"id": 1795225458196292, "prev": 0, "name": "hello", "data": {"n": 1}}], \
                    "oldest_id": 1795225458196292, "newest_id": 1795225458196292}""")))
    @interface History {
    }
}
