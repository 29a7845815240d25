package io.roomwire.topic;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Error;
import io.roomwire.access.ApiErrors;
import io.roomwire.access.TokenRefused;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.IdempotencyMismatch;

/** What a plain stream's controller answers when it refuses. */
abstract sealed class TopicErrors permits TopicController {

    private static final String RETRY_AFTER_S = "1";

    private final ApiErrors errors;

    TopicErrors(ApiErrors errors) {
        this.errors = errors;
    }

    @Error
    HttpResponse<?> refused(HttpRequest<?> request, TopicException refusal) {
        return errors.answer(request, refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()));
    }

    @Error
    HttpResponse<?> refused(HttpRequest<?> request, TokenRefused refusal) {
        if (refusal.reason() == TokenRefused.Reason.FOREIGN_ORIGIN) {
            return errors.answer(request, HttpStatus.FORBIDDEN, "FORBIDDEN", String.valueOf(refusal.getMessage()));
        }
        return errors.answer(request, HttpStatus.UNAUTHORIZED, "UNAUTHORIZED",
                "This needs the control token or a valid token: " + refusal.getMessage() + '.');
    }

    @Error
    HttpResponse<?> mismatch(HttpRequest<?> request, IdempotencyMismatch refusal) {
        return errors.answer(request, HttpStatus.UNPROCESSABLE_ENTITY, "IDEMPOTENCY_MISMATCH",
                String.valueOf(refusal.getMessage()));
    }

    @Error
    HttpResponse<?> unavailable(HttpRequest<?> request, EventLogUnavailable fault) {
        return errors.answer(request, HttpStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE",
                "Redis does not answer; try again with the same Idempotency-Key.")
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S);
    }
}
