package io.roomwire.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one token for administration and for publishers. Safe for any thread. */
public final class ControlToken {

    private static final String HEADER = "x-control-token";

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
     * The same for a request that only looks: HTTP Basic will do too, with the token as password and any user name, so
     * that a browser can show what it gets.
     *
     * <p>Only for safe methods: a browser adds Basic credentials by itself to every request that follows, also to one
     * that a foreign page makes it send, and one that changes something must prove that its sender meant it. What
     * a foreign page makes a browser look at, that page cannot read.
     */
    public boolean allowsReading(HttpRequest<?> request) {
        HttpMethod method = request.getMethod();
        boolean safe = method == HttpMethod.GET || method == HttpMethod.HEAD;
        return allows(request, null) || (isSet && safe
                && isToken(Credential.basicPassword(request.getHeaders().get(HttpHeaders.AUTHORIZATION)).orElse(null)));
    }

    private boolean isToken(@Nullable String shown) {
        return shown != null && MessageDigest.isEqual(expected, shown.getBytes(StandardCharsets.UTF_8));
    }
}
