package io.roomwire;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.roomwire.access.ApiErrors;
import io.roomwire.access.PlainError;
import jakarta.inject.Singleton;

/**
 * Gives what the server itself refuses (no such route, a body that is no JSON, too large ...) the shape of errors that
 * the path's callers know. What features refuse comes with its body and does not pass here.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ErrorAnswers implements ErrorResponseProcessor<Object> {

    private static final String VERSIONED = "/api/v1/";

    private final ApiErrors versioned;

    ErrorAnswers(ApiErrors versioned) {
        this.versioned = versioned;
    }

    @Override
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        Object body = body(context.getRequest(), response.code());
        return response.body(body).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private Object body(HttpRequest<?> request, int status) {
        Refusal refusal = Refusal.of(status);
        return request.getPath().startsWith(VERSIONED)
                ? versioned.error(request, refusal.versionedCode(), refusal.message())
                : PlainError.of(refusal.plainCode());
    }
}
