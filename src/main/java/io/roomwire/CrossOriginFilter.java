package io.roomwire;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.env.Environment;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.cors.CorsFilter;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.roomwire.access.Origins;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers which pages may use this node from elsewhere (Fetch standard, 3.2). Pages of a configured origin may
 * do so with their visitors' cookies; the project chat's stream may be read by any page, without cookies, and in the demo
 * run everything by pages of this machine, such as another node's; nothing else is allowed to anybody. The server's own filter knows origins, but no paths.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
@Replaces(CorsFilter.class)
final class CrossOriginFilter implements Ordered, ConditionalFilter {

    private static final Pattern FOR_ANYONE =
            Pattern.compile("/api/persistent-chat/stream|/v1/projects/[^/]+/chat/stream");
    private static final Pattern LOCAL = Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");
    private static final String ANYONE = "*";
    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
    private static final String EXPOSED = "Retry-After, X-SSE-Connection-ID, X-SSE-Connection-Limit,"
            + " X-SSE-Current-Connections, X-SSE-Limit-Reason";
    private static final String READERS_HEADERS = "Cache-Control, Last-Event-ID";
    private static final String MAX_AGE_S = "1800";

    private final Origins origins;
    private final ErrorResponseProcessor<?> answers;
    private final boolean open;

    CrossOriginFilter(Origins origins, ErrorResponseProcessor<?> answers, Environment environment) {
        this.origins = origins;
        this.answers = answers;
        this.open = environment.getActiveNames().contains(Launch.OPEN);
    }

    /** Before all others, so that the page can read their refusals too. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.order();
    }

    /** Most requests come from no page of elsewhere, and shall not pay for those that do. */
    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return origin(request).isPresent() || isReadable(request, request.getMethod().name());
    }

    @RequestFilter
    @Nullable HttpResponse<?> filter(HttpRequest<?> request) {
        Optional<String> origin = origin(request);
        if (origin.isEmpty()) {
            return null;
        }
        boolean allowed = origins.allows(request.getPath(), origin.get());
        if (isPreflight(request) && (allowed || isReadable(request, wantedMethod(request)))) {
            return preflight(request, origin.filter(from -> allowed));
        }
        return open && !allowed && isForeign(request, origin.get()) ? refusal(request) : null;
    }

    @ResponseFilter
    void answer(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Optional<String> origin = origin(request).filter(from -> origins.allows(request.getPath(), from));
        if (origin.isPresent() || isReadable(request, request.getMethod().name())) {
            allow(response.getHeaders(), origin);
        }
    }

    /** @param origin empty for anyone */
    private static void allow(MutableHttpHeaders headers, Optional<String> origin) {
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin.orElse(ANYONE));
        headers.set(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (origin.isPresent()) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        } else {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, READERS_HEADERS);
        }
    }

    private static MutableHttpResponse<?> preflight(HttpRequest<?> request, Optional<String> origin) {
        MutableHttpResponse<?> response = HttpResponse.status(HttpStatus.NO_CONTENT)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, origin.isPresent() ? METHODS : "GET")
                .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_S);
        allow(response.getHeaders(), origin);
        if (origin.isPresent()) {
            request.getHeaders().findFirst(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS)
                    .filter(names -> names.matches("[A-Za-z0-9_, -]{1,1000}"))
                    .ifPresent(names -> response.header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, names));
        }
        return response;
    }

    /** Where everybody on the machine may do everything, pages that its user happens to visit may not. */
    private static boolean isForeign(HttpRequest<?> request, String origin) {
        HttpMethod method = request.getMethod();
        boolean safe = method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS;
        return !safe && !Origins.isOwn(request, origin) && !LOCAL.matcher(origin).matches();
    }

    private MutableHttpResponse<?> refusal(HttpRequest<?> request) {
        return answers.processResponse(ErrorContext.builder(request).build(),
                HttpResponse.status(HttpStatus.FORBIDDEN));
    }

    private static boolean isPreflight(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.OPTIONS && !wantedMethod(request).isEmpty();
    }

    private static String wantedMethod(HttpRequest<?> request) {
        return request.getHeaders().findFirst(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD).orElse("");
    }

    /** Without cookies. */
    private boolean isReadable(HttpRequest<?> request, String method) {
        return method.equals("GET") && (FOR_ANYONE.matcher(request.getPath()).matches()
                || (open && origin(request).filter(from -> LOCAL.matcher(from).matches()).isPresent()));
    }

    private static Optional<String> origin(HttpRequest<?> request) {
        return request.getHeaders().findFirst(HttpHeaders.ORIGIN);
    }
}
