package io.roomwire;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bodies over the limit with 413: by their announced length, or else, as chunked ones announce none, by what
 * arrives. Lines of JSON may be longer: their routes read them as streams, and meet the server's own limit there.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class BodyLimitFilter {

    private static final String LINES = "application/x-ndjson";

    private final ServerLimits limits;
    private final ErrorResponseProcessor<?> answers;

    BodyLimitFilter(ServerLimits limits, ErrorResponseProcessor<?> answers) {
        this.limits = limits;
        this.answers = answers;
    }

    @RequestFilter
    CompletionStage<@Nullable HttpResponse<?>> filter(HttpRequest<?> request) {
        if (!(request instanceof ServerHttpRequest<?> server)) {
            return CompletableFuture.completedFuture(null);
        }
        OptionalLong length = server.byteBody().expectedLength();
        long limit = isLines(request) ? BodyLimit.STREAMED : limits.body();
        return length.isEmpty() && !isLines(request) ? measured(server)
                : CompletableFuture.completedFuture(length.orElse(0) > limit ? refusal(request) : null);
    }

    private CompletionStage<@Nullable HttpResponse<?>> measured(ServerHttpRequest<?> request) {
        CloseableByteBody copy = request.byteBody().split(SplitBackpressureMode.FASTEST);
        return copy.buffer().handle((body, failure) -> failure != null || isTooLong(body) ? refusal(request) : null);
    }

    private boolean isTooLong(CloseableAvailableByteBody body) {
        try (body) {
            return body.length() > limits.body();
        }
    }

    private MutableHttpResponse<?> refusal(HttpRequest<?> request) {
        return answers.processResponse(ErrorContext.builder(request).build(),
                HttpResponse.status(HttpStatus.REQUEST_ENTITY_TOO_LARGE));
    }

    private static boolean isLines(HttpRequest<?> request) {
        return request.getHeaders().findFirst(HttpHeaders.CONTENT_TYPE).filter(type -> type.startsWith(LINES))
                .isPresent();
    }
}
