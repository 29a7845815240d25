package io.roomwire.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.roomwire.access.TokenRefused.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds out who calls. Safe for any thread, never blocks; every stage may fail with {@link TokenRefused}. */
public final class Access {

    private final Tokens tokens;
    private final String cookie;
    private final Origins origins;

    /**
     * @param cookie the name of the cookie with a token
     * @param origins whose pages, beside the node's own, may write with a cookie
     */
    public Access(Tokens tokens, String cookie, Origins origins) {
        this.tokens = tokens;
        this.cookie = cookie;
        this.origins = origins;
    }

    /** By Bearer or cookie. A request that changes something and shows a cookie must come from a page of ours. */
    public CompletionStage<Identity> of(HttpRequest<?> request) {
        return identify(request, false);
    }

    /** The same for a stream, whose token may also be in the query. */
    public CompletionStage<Identity> ofStream(HttpRequest<?> request) {
        return identify(request, true);
    }

    private CompletionStage<Identity> identify(HttpRequest<?> request, boolean stream) {
        return Credential.of(request, cookie, stream)
                .map(shown -> shown.place() == Credential.Place.COOKIE && !isSafe(request) && !isFromHere(request)
                        ? refused(Reason.FOREIGN_ORIGIN, "a cookie counts only from a page of this site")
                        : tokens.check(shown.token()))
                .orElseGet(() -> refused(Reason.MISSING, "a token is missing"))
                .thenApply(caller -> {
                    Caller.remember(request, caller.subject());
                    return caller;
                });
    }

    private static CompletionStage<Identity> refused(Reason reason, String message) {
        return CompletableFuture.failedFuture(new TokenRefused(reason, message));
    }

    private static boolean isSafe(HttpRequest<?> request) {
        HttpMethod method = request.getMethod();
        return method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS;
    }

    /** Browsers send {@code Origin} with every request that is neither GET nor HEAD (Fetch standard, section 3.1). */
    private boolean isFromHere(HttpRequest<?> request) {
        return request.getHeaders().findFirst(HttpHeaders.ORIGIN)
                .filter(origin -> Origins.isOwn(request, origin) || origins.allows(request.getPath(), origin))
                .isPresent();
    }
}
