package io.roomwire;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.roomwire.hub.LimitReached;
import jakarta.inject.Singleton;

/** A limit of appends has been reached: 429, where a feature has no answer of its own. */
@Singleton
final class AppendLimitAnswers implements ExceptionHandler<LimitReached, HttpResponse<?>> {

    private final ErrorAnswers answers;

    AppendLimitAnswers(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public HttpResponse<?> handle(HttpRequest request, LimitReached limit) {
        return answers.tooMany(request, limit, limit.pause());
    }
}
