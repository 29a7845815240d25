package io.roomwire;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.access.Access;
import io.roomwire.access.ApiKeys;
import io.roomwire.access.Nonces;
import io.roomwire.access.Origins;
import io.roomwire.access.SignatureSettings;
import io.roomwire.access.Signatures;
import io.roomwire.access.TokenSettings;
import io.roomwire.access.Tokens;
import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of tokens and signatures, and what checks them. */
@Factory
final class AccessSettings {

    private static final int SHORTEST_SECRET = 32;

    static final Setting<Optional<String>> SECRET = Setting.optional("roomwire.jwt.secret",
            "32 bytes or more", AccessSettings::secret, "Key of tokens signed by HS256.").secret();
    private static final Setting<Optional<URI>> KEYS = Setting.optional("roomwire.jwt.keys", "an http or https address",
            AccessSettings::address, "Where the identity provider publishes its keys (JWKS).");
    private static final Setting<Set<String>> ALGORITHMS = Setting.text("roomwire.jwt.algorithms", "RS256",
            "RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 or ES512, with commas between",
            AccessSettings::algorithms, "The algorithms of the provider's tokens; no other is accepted.");
    private static final Setting<Optional<String>> AUDIENCE = Setting.optional("roomwire.jwt.audience", "any text",
            text -> text, "What a token's aud must name.");
    private static final Setting<String> COOKIE = Setting.text("roomwire.jwt.cookie", "dashboard_session",
            "a cookie's name", AccessSettings::cookie, "The cookie that may carry a token.");
    private static final Setting<Optional<String>> HMAC = Setting.optional("roomwire.hmac.secret", "32 bytes or more",
            AccessSettings::secret, "Key with which services sign requests under /v1. Without one they are refused.")
            .secret();
    private static final Setting<Optional<String>> HMAC_OLD = Setting.optional("roomwire.hmac.previous-secret",
            "32 bytes or more", AccessSettings::secret, "Valid beside the key, while services change over to it.")
            .secret();
    private static final Setting<Boolean> STRICT = Setting.flag("roomwire.hmac.strict", false,
            "Refuses a request of which one signature is wrong although the other one is right.");
    private static final Setting<Optional<Map<String, String>>> API_KEYS = Setting.optional("roomwire.api-keys",
            "name:SHA-256 in hexadecimal digits, with commas between", AccessSettings::apiKeys,
            "Programs that may bring events in, and the hash of the key that each shows in X-API-Key.").secret();

    @Context
    ApiKeys apiKeys(Settings settings) {
        return new ApiKeys(settings.get(API_KEYS).orElse(Map.of()));
    }

    @Context
    TokenSettings tokens(Settings settings) {
        return new TokenSettings(settings.get(SECRET), settings.get(KEYS), settings.get(ALGORITHMS),
                settings.get(AUDIENCE), settings.get(COOKIE));
    }

    @Context
    SignatureSettings signatures(Settings settings) {
        return new SignatureSettings(Stream.of(settings.get(HMAC), settings.get(HMAC_OLD)).flatMap(Optional::stream)
                .toList(), settings.get(STRICT));
    }

    @Singleton
    Access access(TokenSettings settings, Origins origins, Clock clock) {
        return new Access(new Tokens(settings, clock), settings.cookie(), origins);
    }

    @Singleton
    Signatures signatures(SignatureSettings settings, Nonces nonces, Clock clock) {
        return new Signatures(settings, nonces, clock);
    }

    private static String secret(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("too short");
        }
        return text;
    }

    private static Map<String, String> apiKeys(String text) {
        Map<String, String> keys = new HashMap<>();
        for (String entry : text.split("\\s*,\\s*", -1)) {
            if (!entry.matches("[A-Za-z0-9._-]{1,64}:[0-9a-fA-F]{64}")) {
                throw new IllegalArgumentException("not a name and a hash");
            }
            int colon = entry.indexOf(':');
            keys.put(entry.substring(0, colon), entry.substring(colon + 1));
        }
        return keys;
    }

    private static URI address(String text) {
        URI address = URI.create(text);
        if (!text.matches("https?://.+") || address.getHost() == null) {
            throw new IllegalArgumentException("not an address");
        }
        return address;
    }

    private static Set<String> algorithms(String text) {
        Set<String> algorithms = Arrays.stream(text.split("\\s*,\\s*")).collect(Collectors.toSet());
        if (!algorithms.stream().allMatch(name -> name.matches("(RS|PS|ES)(256|384|512)"))) {
            throw new IllegalArgumentException("not signature algorithms");
        }
        return algorithms;
    }

    private static String cookie(String text) {
        if (!text.matches("[A-Za-z0-9_.-]{1,64}")) {
            throw new IllegalArgumentException("not a name");
        }
        return text;
    }
}
