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

    private static final List<String> CREDENTIALS = List.of("x-control-token", "x-api-key",
            "x-sheen-signature", "x-sheen-hmac-signature", "x-sheen-sig-v2");
    private static final String BASIC = "Basic ";

    private Refusal() {
    }

    /**
     * A browser's EventSource cannot set headers, so that credentials in one tell another kind of client. Those of HTTP
     * Basic are sent by the browser itself.
     */
    static boolean mayMeetEventSource(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        String authorization = headers.get(HttpHeaders.AUTHORIZATION);
        boolean basic = authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
        return CREDENTIALS.stream().noneMatch(headers::contains) && (authorization == null || basic);
    }

    static MutableHttpResponse<?> unavailable(String reason, String retry, Instant now) {
        return answer(retry, "unavailable", "\"reason\":\"" + reason + '"', now);
    }

    static MutableHttpResponse<?> limited(StreamLimit limit, String retry, Instant now) {
        return answer(retry, "rate_limited", "\"reason\":\"" + limit.reason() + "\",\"current\":" + limit.taken()
                + ",\"max\":" + limit.most(), now);
    }

    static MutableHttpResponse<?> limited(String retry, Instant now) {
        return answer(retry, "rate_limited", "\"reason\":\"too_many_streams\"", now);
    }

    private static MutableHttpResponse<?> answer(String retry, String event, String members, Instant now) {
        String data = "{\"type\":\"" + event + "\"," + members + ",\"ts\":\"" + now.truncatedTo(ChronoUnit.MILLIS)
                + "\"}";
        return HttpResponse.ok(": refused\n\n" + retry + EventForm.block(event, data))
                .header(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_EVENT_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .header("X-Accel-Buffering", "no");
    }
}
