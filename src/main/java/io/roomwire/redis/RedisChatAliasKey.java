package io.roomwire.redis;

import io.lettuce.core.SetArgs;
import io.roomwire.event.StreamKey;
import io.roomwire.room.ChatAliasKey;
import jakarta.inject.Singleton;

/** The alias key as a string that never expires: {@code rw:{chat:alias}:key}. */
@Singleton
final class RedisChatAliasKey implements ChatAliasKey {

    private static final String KEY = RedisKeys.of(new StreamKey("chat", "alias"), "key");

    private final RedisConnections redis;

    RedisChatAliasKey(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public byte[] agree(byte[] offered) {
        byte[] known = Await.answer(redis.call(commands -> commands.setGet(KEY, offered, SetArgs.Builder.nx())));
        return known == null ? offered : known;
    }
}
