package io.roomwire.project;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.access.LeaseLimit;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import io.roomwire.sse.EventForm;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What a user is told who has as many streams as may be. */
@Singleton
final class ProjectLimitAnswer {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final String REASON = "user_limit";

    private final JsonText json;
    private final InstantSource clock;

    ProjectLimitAnswer(JsonText json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    /** 429, for clients that see a status. */
    MutableHttpResponse<?> status(LeaseLimit limit) {
        return HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS).contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()))
                .header("X-SSE-Connection-Limit", Integer.toString(limit.most()))
                .header("X-SSE-Current-Connections", Integer.toString(limit.taken()))
                .header("X-SSE-Limit-Reason", REASON).body(json.write(body(limit)));
    }

    /** For an EventSource, which gives up for good on any status but 200: a stream that says why and ends. */
    MutableHttpResponse<?> stream(LeaseLimit limit) {
        return HttpResponse.ok(": refused\n\nretry: " + RETRY_AFTER.toMillis() + "\n\n"
                        + EventForm.block("rate_limited", json.write(body(limit))))
                .header(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_EVENT_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, ProjectStreams.CACHE_CONTROL).header("X-Accel-Buffering", "no");
    }

    private JsonNode body(LeaseLimit limit) {
        return new JsonFields().put("error", "CONNECTION_LIMIT_REACHED").put("reason", REASON)
                .put("message", "This user has as many streams open as may be.")
                .put("current_connections", limit.taken()).put("max_connections", limit.most())
                .put("retry_after_ms", RETRY_AFTER.toMillis())
                .putList("suggestions", List.of(JsonNode.createStringNode("Close tabs that are not needed."),
                        JsonNode.createStringNode("Name each client by client_instance_id: it then replaces itself.")))
                .put("timestamp", ProjectTime.text(clock.instant())).object();
    }
}
