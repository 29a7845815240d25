package io.roomwire.ops;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.roomwire.access.ApiErrors;
import io.roomwire.access.ControlToken;
import jakarta.inject.Singleton;

/** Lets operators look. Safe for any thread. */
@Singleton
final class OpsGate {

    private static final String PAGE = "text/html";
    private static final String CHALLENGE = "Basic realm=\"Roomwire\"";

    private final ControlToken token;
    private final ApiErrors errors;

    OpsGate(ControlToken token, ApiErrors errors) {
        this.token = token;
        this.errors = errors;
    }

    /** Throws {@link OpsRefused} unless the caller shows the control token. */
    void enter(HttpRequest<?> request) {
        if (!token.allowsReading(request)) {
            throw new OpsRefused(HttpStatus.UNAUTHORIZED, "UNAUTHORIZED", "This needs the control token.");
        }
    }

    /**
     * The answer to who was refused. One that a person's browser navigates with is challenged, so that the browser asks
     * for the token; a page's own calls are not, for no window shall spring up in the middle of one.
     */
    HttpResponse<?> answer(HttpRequest<?> request, OpsRefused refusal) {
        MutableHttpResponse<?> answer = errors.answer(request, refusal.status(), refusal.code(),
                String.valueOf(refusal.getMessage()));
        return refusal.status() == HttpStatus.UNAUTHORIZED && isNavigation(request)
                ? answer.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE) : answer;
    }

    private static boolean isNavigation(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.ACCEPT).stream().anyMatch(types -> types.contains(PAGE));
    }
}
