package io.roomwire;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers 413 where a route that reads its body as a stream met the limit in the middle of it. */
@Singleton
final class StreamedBodyHandler implements ExceptionHandler<IOException, HttpResponse<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(StreamedBodyHandler.class);

    private final ErrorResponseProcessor<?> answers;

    StreamedBodyHandler(ErrorResponseProcessor<?> answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public HttpResponse<?> handle(HttpRequest request, IOException exception) {
        return answers.processResponse(ErrorContext.builder(request).build(), answer(exception));
    }

    private static MutableHttpResponse<?> answer(IOException exception) {
        if (exception.getCause() instanceof ContentLengthExceededException) {
            return HttpResponse.status(HttpStatus.REQUEST_ENTITY_TOO_LARGE);
        }
        LOG.error("a request failed", exception);
        return HttpResponse.serverError();
    }
}
