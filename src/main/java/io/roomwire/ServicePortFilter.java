package io.roomwire;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.roomwire.sse.ServicePort;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where services have a port of their own, their routes are served there alone, and nothing else is. */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
@Requires(property = ServerSettings.SERVICES)
final class ServicePortFilter {

    private final Optional<Integer> port;
    private final ErrorResponseProcessor<?> answers;

    ServicePortFilter(ServicePort services, ErrorResponseProcessor<?> answers) {
        this.port = services.number();
        this.answers = answers;
    }

    @RequestFilter
    @Nullable HttpResponse<?> filter(HttpRequest<?> request) {
        boolean there = port.filter(number -> number == request.getServerAddress().getPort()).isPresent();
        return port.isEmpty() || there == isForServices(request.getPath()) ? null
                : answers.processResponse(ErrorContext.builder(request).build(),
                        HttpResponse.status(HttpStatus.NOT_FOUND));
    }

    private static boolean isForServices(String path) {
        return path.equals("/v1") || path.startsWith("/v1/") || path.equals("/unified");
    }
}
