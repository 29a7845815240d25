package io.roomwire.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one token for administration and for publishers. Safe for any thread. */
public final class ControlToken {

    private static final String HEADER = "x-control-token";
    private static final String BEARER = "Bearer ";

    private final Optional<String> token;
    private final boolean openWhenUnset;

    /**
     * @param token empty for none
     * @param openWhenUnset whether, without a token, everybody is allowed; otherwise nobody
     */
    public ControlToken(Optional<String> token, boolean openWhenUnset) {
        this.token = token;
        this.openWhenUnset = openWhenUnset;
    }

    /**
     * Whether the caller shows the token in a header, as Bearer, or in the body. Any one of them suffices; the time
     * taken does not tell how much of a wrong one was right.
     *
     * @param bodyToken the body's {@code control_token}, null where there is none
     */
    public boolean allows(HttpRequest<?> request, @Nullable String bodyToken) {
        if (token.isEmpty()) {
            return openWhenUnset;
        }
        byte[] expected = bytes(token.get());
        return Stream.of(header(request), bearer(request), Optional.ofNullable(bodyToken)).flatMap(Optional::stream)
                .anyMatch(shown -> MessageDigest.isEqual(expected, bytes(shown)));
    }

    private static Optional<String> header(HttpRequest<?> request) {
        return request.getHeaders().findFirst(HEADER);
    }

    private static Optional<String> bearer(HttpRequest<?> request) {
        return request.getHeaders().findFirst(HttpHeaders.AUTHORIZATION)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
