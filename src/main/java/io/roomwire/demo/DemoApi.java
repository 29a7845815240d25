package io.roomwire.demo;

import static java.lang.annotation.RetentionPolicy.SOURCE;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.Retention;

/** For the description of the API: what routes of the demo run have. */
@Retention(SOURCE)
@Tag(name = "demo")
@interface DemoApi {

    /** Asking for a token. */
    @Retention(SOURCE)
    @RequestBody(required = true, description = "`sub` is needed; `roles`, `aud`, `read` and `append` are one text or "
            + "several",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("{\"sub\": \"mia\", \"read\": [\"topic:news\"]}")))
    @ApiResponse(responseCode = "200", description = "The token, and for how many seconds it is valid",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtaWEifQ.c2lnbmF0dXJl", "expires_in": 86400}""")))
    @ApiResponse(responseCode = "400", ref = "DemoInvalid")
    @interface Token {
    }
}
