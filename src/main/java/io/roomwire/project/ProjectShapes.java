package io.roomwire.project;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.access.ErrorShape;
import io.roomwire.access.RetryAfter;
import io.roomwire.access.SignatureRefused;
import io.roomwire.access.SignatureRefused.Code;
import io.roomwire.access.TokenRefused;
import io.roomwire.json.JsonFields;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What both faces answer when they refuse. Services' requests lie outside {@code /api}. */
@Singleton
final class ProjectShapes implements ErrorShape {

    private static final String BROWSER = "/api/persistent-chat";
    private static final List<String> SIGNATURE_HEADERS =
            List.of("x-sheen-timestamp", "x-sheen-signature", "x-sheen-sig-v2");
    private static final String RATE_LIMIT = "RATE_LIMIT";

    private final InstantSource clock;

    ProjectShapes(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean covers(String path) {
        return path.startsWith("/v1/") || path.equals("/unified") || isBrowsers(path);
    }

    private static boolean isBrowsers(String path) {
        return path.equals(BROWSER) || path.startsWith(BROWSER + '/');
    }

    @Override
    public Object body(HttpRequest<?> request, HttpStatus status, String code, String message) {
        if (!isBrowsers(request.getPath())) {
            return schema(status, code, message);
        }
        return status == HttpStatus.INTERNAL_SERVER_ERROR
                ? new JsonFields().put("error", "Internal server error").object()
                : new JsonFields().put("error", message).put("code", code).object();
    }

    private static JsonNode schema(HttpStatus status, String code, String message) {
        return new JsonFields().put("statusCode", status.getCode()).put("code", code).put("error", status.getReason())
                .put("message", message).object();
    }

    HttpResponse<?> refused(HttpRequest<?> request, ProjectRefusal refusal) {
        boolean browsers = isBrowsers(request.getPath());
        JsonNode body = switch (refusal.kind()) {
            case INVALID -> browsers ? new JsonFields().put("error", refusal.text()).object()
                    : schema(refusal.status(), "FST_ERR_VALIDATION", refusal.text());
            case NO_ACCESS -> noAccess(request, refusal.text());
            case UNKNOWN_PROJECT -> failure(request, refusal.text()).object();
            case USER_MISMATCH -> failure(request, refusal.text()).put("code", "USER_MISMATCH").object();
        };
        return HttpResponse.status(refusal.status()).body(body);
    }

    private static JsonNode noAccess(HttpRequest<?> request, String text) {
        if (isStream(request)) {
            return new JsonFields().put("error", "UNAUTHORIZED_PROJECT_ACCESS").object();
        }
        JsonFields body = failure(request, text);
        return (isBrowsers(request.getPath()) ? toLogin(request, body) : body).object();
    }

    HttpResponse<?> unsigned(SignatureRefused refusal) {
        JsonFields body = new JsonFields().put("error", String.valueOf(refusal.getMessage()))
                .put("code", refusal.code().name());
        if (refusal.code() == Code.MISSING_SIGNATURE) {
            body.putList("required_headers", SIGNATURE_HEADERS.stream().map(JsonNode::createStringNode).toList());
        }
        refusal.details().ifPresent(details -> body.put("details", new JsonFields()
                .put("version_checked", String.join("+", details.versions())).put("timestamp_valid", true)
                .put("timestamp_skew", details.skew()).put("nonce_valid", true).object())
                .putList("warnings", List.of()));
        return HttpResponse.status(refusal.code().status())
                .body(body.put("timestamp", ProjectTime.text(clock.instant())).object());
    }

    /** A browser shows no token that counts. */
    HttpResponse<?> unauthorized(HttpRequest<?> request, TokenRefused refusal) {
        boolean foreign = refusal.reason() == TokenRefused.Reason.FOREIGN_ORIGIN;
        MutableHttpResponse<?> answer = HttpResponse.status(foreign ? HttpStatus.FORBIDDEN : HttpStatus.UNAUTHORIZED);
        String error = foreign ? "Forbidden" : "Unauthorized";
        if (isStream(request) && request.getMethod() == HttpMethod.GET) {
            return answer.contentType(MediaType.TEXT_PLAIN_TYPE).body(error);
        }
        JsonFields body = new JsonFields().put("error", error);
        return answer.body(toLogin(request, body).object());
    }

    /** Browsers that may not talk to the assistant are sent to show who they are. */
    private static JsonFields toLogin(HttpRequest<?> request, JsonFields body) {
        return last(request).equals("unified") ? body.put("code", "AUTH_REQUIRED").put("redirect", "/auth/login")
                : body;
    }

    /** Redis is away. */
    HttpResponse<?> unavailable(HttpRequest<?> request) {
        return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, "1")
                .body(failure(request, "Redis does not answer; try again with the same client_msg_id.").object());
    }

    /** The user has posted as much as may be for now. */
    HttpResponse<?> limited(HttpRequest<?> request, Duration pause) {
        long seconds = RetryAfter.seconds(pause);
        return HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS).header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .body(failure(request, "Too many messages.").put("retry_after", seconds).put("code", RATE_LIMIT)
                        .object());
    }

    private static JsonFields failure(HttpRequest<?> request, String message) {
        return new JsonFields().put("error", "Failed to " + deed(request)).put("message", message);
    }

    private static boolean isStream(HttpRequest<?> request) {
        return last(request).equals("stream");
    }

    private static String last(HttpRequest<?> request) {
        return request.getPath().substring(request.getPath().lastIndexOf('/') + 1);
    }

    private static String deed(HttpRequest<?> request) {
        boolean reads = request.getMethod() == HttpMethod.GET;
        return switch (last(request)) {
            case "messages" -> reads ? "get chat history" : "send message";
            case "assistant-messages", "unified" -> "send message";
            case "events" -> "send event";
            case "presence" -> reads ? "get presence" : "update presence";
            case "read" -> reads ? "get read status" : "mark messages as read";
            case "unread" -> "get unread count";
            case "search" -> "search messages";
            case "session" -> "get session";
            case "stream" -> "open stream";
            default -> "change project";
        };
    }
}
