package io.roomwire.ops;

import static java.lang.annotation.RetentionPolicy.SOURCE;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.Retention;

/** For the description of the API: what the routes for operators share, and inside, what single ones have. */
@Retention(SOURCE)
@Tag(name = "ops")
@SecurityRequirement(name = "control")
@SecurityRequirement(name = "basic")
@ApiResponse(responseCode = "401", ref = "ApiUnauthorized")
@interface OpsApi {

    /** The overview, which is kept as text. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "200", description = "As of the last two seconds",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Overview.class)))
    @interface Whole {
    }
}
