package io.roomwire.access;

import static java.lang.annotation.RetentionPolicy.SOURCE;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.lang.annotation.Retention;

/** For the description of the API: statuses of refusals that have the shape of {@link ApiError}. */
public final class ApiRefusal {

    private ApiRefusal() {
    }

    /** A name, a parameter or the body is not as it must be. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "400", ref = "ApiInvalid")
    public @interface Invalid {
    }

    /** The route wants a token. */
    @Retention(SOURCE)
    @SecurityRequirement(name = "token")
    @ApiResponse(responseCode = "401", ref = "ApiUnauthorized")
    @ApiResponse(responseCode = "403", ref = "ApiForbidden")
    public @interface Token {
    }

    /** There is no such thing. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "404", ref = "ApiUnknown")
    public @interface Unknown {
    }

    /** Redis is away. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "503", ref = "ApiUnavailable")
    public @interface Unavailable {
    }
}
