package io.roomwire.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;

/** Makes refusals under {@code /api/v1}. Safe for any thread. */
@Singleton
public final class ApiErrors {

    /** A JSON answer with the given status. */
    public MutableHttpResponse<ApiError> answer(HttpRequest<?> request, HttpStatus status, String code,
                                                String message) {
        return HttpResponse.<ApiError>status(status).body(error(request, code, message));
    }

    /** Tells the request's name, by which the access log knows it too. */
    public ApiError error(HttpRequest<?> request, String code, String message) {
        return new ApiError(code, message, new ApiError.Details(RequestName.of(request).id()));
    }
}
