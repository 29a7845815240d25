package io.roomwire.room;

import io.roomwire.access.Digests;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * What public copies show instead of a session id, which would open the private chat. Stable for a session, the same
 * on every node. Safe for any thread.
 */
@Singleton
final class ChatAlias {

    private static final int KEY_BYTES = 32;
    private static final int SHOWN_BYTES = 8;

    /** Asked again so often, so that nodes agree again soon after Redis lost its data. */
    private static final Duration TRUSTED = Duration.ofMinutes(1);

    private final ChatAliasKey keys;
    private final InstantSource clock;

    /** Replaced as a whole; two threads that both ask get the same answer. */
    private volatile Agreed agreed;

    ChatAlias(ChatAliasKey keys, InstantSource clock, RandomGenerator random) {
        byte[] own = new byte[KEY_BYTES];
        random.nextBytes(own);
        this.keys = keys;
        this.clock = clock;
        this.agreed = new Agreed(own, Instant.MIN);
    }

    /** {@code usr_pub_} and 16 hexadecimal digits. Blocks once a minute. */
    String of(String session) {
        byte[] digest = Digests.hmac(key(), session.getBytes(StandardCharsets.UTF_8));
        return "usr_pub_" + HexFormat.of().formatHex(digest, 0, SHOWN_BYTES);
    }

    private byte[] key() {
        Agreed known = agreed;
        Instant now = clock.instant();
        if (now.isBefore(known.until)) {
            return known.key;
        }
        byte[] key = keys.agree(known.key);
        agreed = new Agreed(key, now.plus(TRUSTED));
        return key;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Agreed(byte[] key, Instant until) {
    }
}
