package io.roomwire.redis;

import io.lettuce.core.SetArgs;
import io.roomwire.access.Nonces;
import io.roomwire.event.StreamKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Nonces as strings that expire: {@code rw:{nonce:<nonce>}:used}. */
@Singleton
final class RedisNonces implements Nonces {

    private static final byte[] USED = {'1'};

    private final RedisConnections redis;

    RedisNonces(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Boolean> isFirst(String nonce, Duration validity) {
        String key = RedisKeys.of(new StreamKey("nonce", nonce), "used");
        return redis.call(commands -> commands.set(key, USED, SetArgs.Builder.nx().px(validity))).thenApply("OK"::equals);
    }
}
