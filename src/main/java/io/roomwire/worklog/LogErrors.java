package io.roomwire.worklog;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Error;
import io.roomwire.access.RetryAfter;
import io.roomwire.access.TokenRefused;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.LimitReached;
import java.time.Duration;
import java.util.List;

/** What the work log's controllers answer when they refuse. */
abstract sealed class LogErrors permits LogRoomController, LogLineController, LogStreamController {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final LogErrorShape shape;

    LogErrors(LogErrorShape shape) {
        this.shape = shape;
    }

    @Error
    HttpResponse<?> refused(HttpRequest<?> request, LogRefusal refusal) {
        return answer(request, refusal.status(), refusal.texts());
    }

    @Error
    HttpResponse<?> refused(HttpRequest<?> request, TokenRefused refusal) {
        return refusal.reason() == TokenRefused.Reason.FOREIGN_ORIGIN
                ? answer(request, HttpStatus.FORBIDDEN, List.of(String.valueOf(refusal.getMessage())))
                : answer(request, HttpStatus.UNAUTHORIZED, List.of("Unauthorized"));
    }

    @Error
    HttpResponse<?> limited(HttpRequest<?> request, LimitReached limit) {
        return later(answer(request, HttpStatus.TOO_MANY_REQUESTS, List.of("Too many requests")), limit.pause());
    }

    @Error
    HttpResponse<?> unavailable(HttpRequest<?> request, EventLogUnavailable away) {
        return later(answer(request, HttpStatus.SERVICE_UNAVAILABLE, List.of("Try again later")), SOON);
    }

    private MutableHttpResponse<?> answer(HttpRequest<?> request, HttpStatus status, List<String> texts) {
        return HttpResponse.status(status).body(shape.body(request, status, texts));
    }

    private static HttpResponse<?> later(MutableHttpResponse<?> response, Duration pause) {
        return response.header(HttpHeaders.RETRY_AFTER, RetryAfter.text(pause));
    }
}
