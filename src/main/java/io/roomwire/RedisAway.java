package io.roomwire;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.roomwire.hub.EventLogUnavailable;
import jakarta.inject.Singleton;

/** Redis is away: 503, where a feature has no answer of its own. */
@Singleton
final class RedisAway implements ExceptionHandler<EventLogUnavailable, HttpResponse<?>> {

    private static final String SECONDS = "1";

    private final ErrorAnswers answers;

    RedisAway(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public HttpResponse<?> handle(HttpRequest request, EventLogUnavailable away) {
        return answers.processResponse(ErrorContext.builder(request).cause(away).build(),
                HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, SECONDS));
    }
}
