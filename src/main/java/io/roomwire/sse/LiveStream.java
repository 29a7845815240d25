package io.roomwire.sse;

import static java.lang.annotation.RetentionPolicy.SOURCE;

import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Retention;

/** For the description of the API: the route answers with a live stream. */
@Retention(SOURCE)
@Parameter(name = "Last-Event-ID", ref = "LastEventIdHeader")
@Parameter(name = "last_event_id", ref = "LastEventIdQuery")
@ApiResponse(responseCode = "200",
        description = "Events as they come, until the client goes. A client that shows no credentials in a header may "
                + "also get one event, `unavailable`, and the end, where another would be answered 503",
        content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM, schema = @Schema(type = "string")))
public @interface LiveStream {
}
