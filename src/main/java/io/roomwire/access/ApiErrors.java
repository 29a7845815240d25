package io.roomwire.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes refusals under {@code /api/v1}. Safe for any thread. */
@Singleton
public final class ApiErrors {

    private static final String REQUEST_ID = "x-request-id";

    private final RandomGenerator random;

    public ApiErrors(RandomGenerator random) {
        this.random = random;
    }

    /** A JSON answer with the given status. */
    public MutableHttpResponse<ApiError> answer(HttpRequest<?> request, HttpStatus status, String code,
                                                String message) {
        return HttpResponse.<ApiError>status(status).body(error(request, code, message));
    }

    /** Named by the caller's {@code X-Request-Id} if that is 1 to 64 of {@code [A-Za-z0-9._-]}, else by chance. */
    public ApiError error(HttpRequest<?> request, String code, String message) {
        String id = request.getHeaders().findFirst(REQUEST_ID).filter(given -> given.matches("[A-Za-z0-9._-]{1,64}"))
                .orElseGet(() -> HexFormat.of().toHexDigits(random.nextLong()));
        return new ApiError(code, message, new ApiError.Details(id));
    }
}
