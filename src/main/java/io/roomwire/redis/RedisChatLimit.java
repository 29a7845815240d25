package io.roomwire.redis;

import io.roomwire.event.StreamKey;
import io.roomwire.room.ChatLimit;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Sliding windows as sorted sets, kept by {@code limit.lua} in the slot of the session's own stream. */
@Singleton
final class RedisChatLimit implements ChatLimit {

    private final RedisConnections redis;
    private final Script limit = Script.named("limit");

    RedisChatLimit(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public Duration admit(StreamKey privateRoom, int max, Duration window) {
        List<String> keys = List.of(RedisKeys.of(privateRoom, "limit"));
        List<?> arguments = List.of(window.toMillis(), max, UUID.randomUUID());
        List<Object> answer = Await.answer(redis.call(commands -> limit.run(commands, keys, arguments)));
        return Duration.ofMillis((Long) answer.getFirst());
    }
}
