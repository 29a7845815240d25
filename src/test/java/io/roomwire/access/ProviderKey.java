package io.roomwire.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys as a provider of tokens has them. Each is made once, for that takes long. */
final class ProviderKey {

    private static final Map<String, RSAKey> MADE = new ConcurrentHashMap<>();

    private ProviderKey() {
    }

    static RSAKey published(String id) {
        return MADE.computeIfAbsent(id, ProviderKey::make);
    }

    /** A stranger's, whatever name it has. */
    static RSAKey notPublished(String id) {
        return new RSAKey.Builder(MADE.computeIfAbsent("", ProviderKey::make)).keyID(id).build();
    }

    private static RSAKey make(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
