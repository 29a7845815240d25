package io.roomwire.sse;

import static java.lang.annotation.RetentionPolicy.SOURCE;

import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Retention;

/** For the description of the API: the route answers with a live stream. */
@Retention(SOURCE)
@Parameter(name = "Last-Event-ID", in = ParameterIn.HEADER, schema = @Schema(type = "string"),
        description = "The last id that the client has seen: what came after it is sent first")
@Parameter(name = "last_event_id", in = ParameterIn.QUERY, schema = @Schema(type = "string"),
        description = "The same, for clients that cannot set headers; the header wins")
@ApiResponse(responseCode = "200",
        description = "Events as they come, until the client goes. One `unavailable` event and the end, for a client "
                + "without credentials in a header, where another would be answered 503",
        content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM, schema = @Schema(type = "string")))
public @interface LiveStream {
}
