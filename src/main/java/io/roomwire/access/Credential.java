package io.roomwire.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token as the caller showed it.
 *
 * @param place where
 */
public record Credential(Place place, String token) {

    private static final String BEARER = "Bearer ";
    private static final String PARAMETER = "token";

    /** Where a token may be, in the order in which it is looked for. */
    public enum Place {
        BEARER, COOKIE, QUERY
    }

    /**
     * The first that is there: in {@code Authorization}, in the cookie, and, where the route is a stream, which
     * EventSource asks for without headers, in the query's {@code token}.
     */
    static Optional<Credential> of(HttpRequest<?> request, String cookie, boolean stream) {
        return bearer(request.getHeaders().get(HttpHeaders.AUTHORIZATION))
                .map(token -> new Credential(Place.BEARER, token))
                .or(() -> request.getCookies().findCookie(cookie)
                        .map(found -> new Credential(Place.COOKIE, found.getValue())))
                .or(() -> stream ? request.getParameters().getFirst(PARAMETER)
                        .map(token -> new Credential(Place.QUERY, token)) : Optional.empty());
    }

    /** The token of an {@code Authorization} header, if it is a Bearer's. */
    static Optional<String> bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).strip()) : Optional.empty();
    }

    /** Without the token, which no log may show. */
    @Override
    public String toString() {
        return "Credential[" + place + ']';
    }
}
