package io.roomwire.sse;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A transient refusal for clients that may be an EventSource, which gives up for good on any status but 200: a stream
 * that says why and ends, so that the browser comes back by itself.
 */
final class Refusal {

    private static final List<String> CREDENTIALS = List.of(HttpHeaders.AUTHORIZATION, "x-control-token",
            "x-sheen-timestamp");

    private Refusal() {
    }

    /** A browser's EventSource cannot set headers, so that credentials in one tell another kind of client. */
    static boolean mayMeetEventSource(HttpRequest<?> request) {
        return CREDENTIALS.stream().noneMatch(request.getHeaders()::contains);
    }

    static MutableHttpResponse<?> unavailable(String reason, String retry, Instant now) {
        String data = "{\"type\":\"unavailable\",\"reason\":\"" + reason + "\",\"ts\":\""
                + now.truncatedTo(ChronoUnit.MILLIS) + "\"}";
        return HttpResponse.ok(": refused\n\n" + retry + "event: unavailable\ndata: " + data + "\n\n")
                .header(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_EVENT_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .header("X-Accel-Buffering", "no");
    }
}
