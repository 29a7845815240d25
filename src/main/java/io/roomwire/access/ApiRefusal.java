package io.roomwire.access;

import static java.lang.annotation.RetentionPolicy.SOURCE;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.lang.annotation.Retention;

/** For the description of the API: the statuses of refusals that have the shape of {@link ApiError}. */
public final class ApiRefusal {

    private ApiRefusal() {
    }

    /** A name, a parameter or the body is not as it must be. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "400", description = "A name, a parameter or the body is not as it must be",
            content = @Content(schema = @Schema(implementation = ApiError.class)))
    public @interface Invalid {
    }

    /** The route wants a token. */
    @Retention(SOURCE)
    @SecurityRequirement(name = "token")
    @ApiResponse(responseCode = "401", description = "No token, or none that is valid",
            content = @Content(schema = @Schema(implementation = ApiError.class)))
    @ApiResponse(responseCode = "403", description = "The token does not allow this, or the page is of another origin",
            content = @Content(schema = @Schema(implementation = ApiError.class)))
    public @interface Token {
    }

    /** There is no such thing. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "404", description = "There is no such thing",
            content = @Content(schema = @Schema(implementation = ApiError.class)))
    public @interface Unknown {
    }

    /** Redis is away. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "503", description = "Redis does not answer",
            headers = @Header(name = "Retry-After", description = "In seconds", schema = @Schema(type = "integer")),
            content = @Content(schema = @Schema(implementation = ApiError.class)))
    public @interface Unavailable {
    }
}
