package io.roomwire.access;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Which tokens are valid.
 *
 * @param secret of HS256, at least 32 bytes in UTF-8
 * @param keys where the identity provider publishes its keys (JWKS)
 * @param algorithms of the provider's signatures, asymmetric ones; no other is accepted from it
 * @param audience which {@code aud} must name; empty for any
 * @param cookie the name of the cookie with a token
 */
public record TokenSettings(Optional<String> secret, Optional<URI> keys, Set<String> algorithms,
                            Optional<String> audience, String cookie) {

    public TokenSettings {
        algorithms = Set.copyOf(algorithms);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TokenSettings[" + (secret.isPresent() ? "secret, " : "") + keys + ", " + audience + ']';
    }
}
