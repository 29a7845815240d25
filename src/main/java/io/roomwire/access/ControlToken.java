package io.roomwire.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one token for administration and for publishers. Safe for any thread. */
public final class ControlToken {

    private static final String HEADER = "x-control-token";
    private static final String BASIC = "Basic ";

    private final boolean isSet;
    private final byte[] expected;
    private final boolean openWhenUnset;

    /**
     * @param token empty for none
     * @param openWhenUnset whether, without a token, everybody is allowed; otherwise nobody
     */
    public ControlToken(Optional<String> token, boolean openWhenUnset) {
        this.isSet = token.isPresent();
        this.expected = token.orElse("").getBytes(StandardCharsets.UTF_8);
        this.openWhenUnset = openWhenUnset;
    }

    /**
     * Whether the caller shows the token in a header, as Bearer, or in the body. Any one of them suffices; the time
     * taken does not tell how much of a wrong one was right.
     *
     * @param bodyToken the body's {@code control_token}, null where there is none
     */
    public boolean allows(HttpRequest<?> request, @Nullable String bodyToken) {
        if (!isSet) {
            return openWhenUnset;
        }
        return isToken(request.getHeaders().get(HEADER))
                || isToken(Credential.bearer(request.getHeaders().get(HttpHeaders.AUTHORIZATION)).orElse(null))
                || isToken(bodyToken);
    }

    /**
     * The same for safe requests, where a person may also give the token as the password of HTTP Basic (RFC 7617), as
     * browsers ask for it. Browsers send that by themselves from then on, to whatever a page makes them send: so it
     * must never open anything that changes something.
     */
    public boolean allowsToLook(HttpRequest<?> request) {
        return allows(request, password(request.getHeaders().get(HttpHeaders.AUTHORIZATION)).orElse(null));
    }

    private static Optional<String> password(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            String pair = new String(Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip()),
                    StandardCharsets.UTF_8);
            return Optional.of(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private boolean isToken(@Nullable String shown) {
        return shown != null && MessageDigest.isEqual(expected, shown.getBytes(StandardCharsets.UTF_8));
    }
}
