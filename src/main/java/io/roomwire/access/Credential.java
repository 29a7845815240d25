package io.roomwire.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token as the caller showed it.
 *
 * @param place where
 */
public record Credential(Place place, String token) {

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";
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

    /** The password of an {@code Authorization} header, if it is of HTTP Basic (RFC 7617). */
    static Optional<String> basicPassword(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())
                ? password(authorization.substring(BASIC.length()).strip()) : Optional.empty();
    }

    private static Optional<String> password(String pair) {
        try {
            String text = new String(Base64.getDecoder().decode(pair), UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Without the token, which no log may show. */
    @Override
    public String toString() {
        return "Credential[" + place + ']';
    }
}
