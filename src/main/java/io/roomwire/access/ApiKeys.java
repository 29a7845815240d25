package io.roomwire.access;

import io.micronaut.http.HttpRequest;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Keys of programs that bring events in, shown in {@code X-API-Key} and known by their SHA-256 alone. Safe for any
 * thread; the time that a comparison takes does not tell how much of a wrong key was right.
 */
public final class ApiKeys {

    private static final String HEADER = "X-API-Key";

    private final Map<String, String> hashes;

    /** @param hashes by the name of who has the key, in lower-case hexadecimal digits */
    public ApiKeys(Map<String, String> hashes) {
        this.hashes = Map.copyOf(hashes);
    }

    /** The name of whose key the request shows. */
    public Optional<String> of(HttpRequest<?> request) {
        Optional<String> name = request.getHeaders().findFirst(HEADER).flatMap(this::find);
        name.ifPresent(known -> Caller.remember(request, "key:" + known));
        return name;
    }

    private Optional<String> find(String key) {
        byte[] hash = Digests.sha256(key);
        Optional<String> found = Optional.empty();
        for (Map.Entry<String, String> known : hashes.entrySet()) {
            if (MessageDigest.isEqual(HexFormat.of().parseHex(known.getValue()), hash)) {
                found = Optional.of(known.getKey());
            }
        }
        return found;
    }
}
