package io.roomwire;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.roomwire.sse.StreamLimit;
import jakarta.inject.Singleton;

/** A caller that is no EventSource has as many streams as it may have: 429. */
@Singleton
final class StreamLimitAnswers implements ExceptionHandler<StreamLimit, HttpResponse<?>> {

    private final ErrorAnswers answers;

    StreamLimitAnswers(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public HttpResponse<?> handle(HttpRequest request, StreamLimit limit) {
        return answers.tooMany(request, limit, StreamLimit.PAUSE);
    }
}
