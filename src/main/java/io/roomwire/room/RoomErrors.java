package io.roomwire.room;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.roomwire.access.PlainError;
import io.roomwire.access.RetryAfter;
import jakarta.inject.Singleton;

/** The room system's error shape: {@code {"success":false,"error":"code"}}. */
@Singleton
final class RoomErrors implements ExceptionHandler<RoomException, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public HttpResponse<?> handle(HttpRequest request, RoomException refusal) {
        return answer(refusal);
    }

    static HttpResponse<?> answer(RoomException refusal) {
        MutableHttpResponse<PlainError> response = HttpResponse.status(refusal.status());
        if (refusal.retryAfter().isPositive()) {
            response.header(HttpHeaders.RETRY_AFTER, RetryAfter.text(refusal.retryAfter()));
        }
        return response.body(PlainError.of(refusal.code()));
    }
}
