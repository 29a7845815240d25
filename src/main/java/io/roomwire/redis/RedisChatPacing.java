package io.roomwire.redis;

import io.roomwire.event.StreamKey;
import io.roomwire.room.ChatPacing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Bursts as keys that expire, started by {@code burst.lua}, narrations by {@code narration.lua}; in Redis' time. */
@Singleton
final class RedisChatPacing implements ChatPacing {

    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final RedisConnections redis;
    private final Script burst = Script.named("burst");
    private final Script narration = Script.named("narration");

    RedisChatPacing(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Void> startBurst(StreamKey room, Duration length, Duration cooldown) {
        List<String> keys = List.of(RedisKeys.of(room, "news-cooldown"), RedisKeys.of(room, "news-burst"));
        List<?> arguments = List.of(cooldown.toMillis(), length.toMillis());
        return burst.run(redis, keys, arguments).thenAccept(started -> { });
    }

    @Override
    public boolean inBurst(StreamKey room) {
        return Await.answer(redis.call(commands -> commands.exists(RedisKeys.of(room, "news-burst")))) > 0;
    }

    @Override
    public boolean admitNarration(StreamKey room, String decision, Duration gap) {
        List<String> keys = List.of(RedisKeys.of(room, "narrated"), RedisKeys.of(room, "narrated:" + decision));
        List<?> arguments = List.of(gap.toMillis(), REMEMBERED.toMillis(), decision.isEmpty() ? 0 : 1);
        List<Object> answer = Await.answer(narration.run(redis, keys, arguments));
        return answer.getFirst().equals(1L);
    }
}
