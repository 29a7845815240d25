package io.roomwire;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.roomwire.access.ApiErrors;
import io.roomwire.access.ErrorShape;
import io.roomwire.access.PlainError;
import io.roomwire.access.RetryAfter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives what the server itself refuses (no such route, a body that is no JSON, too large ...) the shape of errors that
 * the path's callers know: that of the system whose path it is, else one for what has a version, and one for the rest.
 * What features refuse comes with its body and does not pass here.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ErrorAnswers implements ErrorResponseProcessor<Object> {

    private static final String VERSIONED = "/api/v1/";

    private final List<ErrorShape> shapes;
    private final ApiErrors versioned;

    ErrorAnswers(List<ErrorShape> shapes, ApiErrors versioned) {
        this.shapes = List.copyOf(shapes);
        this.versioned = versioned;
    }

    @Override
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        Object body = body(context.getRequest(), response.status());
        return response.body(body).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /** A limit has been reached: 429. */
    MutableHttpResponse<Object> tooMany(HttpRequest<?> request, Throwable limit, Duration pause) {
        return processResponse(ErrorContext.builder(request).cause(limit).build(),
                HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(HttpHeaders.RETRY_AFTER, RetryAfter.text(pause)));
    }

    private Object body(HttpRequest<?> request, HttpStatus status) {
        Refusal refusal = Refusal.of(status.getCode());
        String path = request.getPath();
        Optional<ErrorShape> system = shapes.stream().filter(shape -> shape.covers(path)).findFirst();
        if (system.isPresent()) {
            return system.get().body(request, status, refusal.versionedCode(), refusal.message());
        }
        return path.startsWith(VERSIONED) ? versioned.error(request, refusal.versionedCode(), refusal.message())
                : PlainError.of(refusal.plainCode());
    }
}
