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
        BEARER, QUERY, COOKIE
    }

    /**
     * The first that is there: in {@code Authorization}; where the route is a stream, which EventSource asks for
     * without headers, in the query's {@code token}; in the cookie, which a browser sends without being asked. A blank
     * one is none.
     */
    static Optional<Credential> of(HttpRequest<?> request, String cookie, boolean stream) {
        Optional<Credential> bearer = at(Place.BEARER, bearer(request.getHeaders().get(HttpHeaders.AUTHORIZATION)));
        return bearer
                .or(() -> stream ? at(Place.QUERY, request.getParameters().getFirst(PARAMETER)) : Optional.empty())
                .or(() -> at(Place.COOKIE, request.getCookies().findCookie(cookie).map(found -> found.getValue())));
    }

    private static Optional<Credential> at(Place place, Optional<String> token) {
        return token.filter(text -> !text.isBlank()).map(text -> new Credential(place, text));
    }

    /** The token of an {@code Authorization} header, if it is a Bearer's. */
    public static Optional<String> bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).strip()) : Optional.empty();
    }

    /** Without the token, which no log may show. */
    @Override
    public String toString() {
        return "Credential[" + place + ']';
    }
}
