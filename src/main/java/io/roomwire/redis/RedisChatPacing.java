package io.roomwire.redis;

import io.lettuce.core.SetArgs;
import io.roomwire.event.StreamKey;
import io.roomwire.room.ChatPacing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Bursts as keys that expire, narrations admitted by {@code narration.lua}; all times are Redis' own. */
@Singleton
final class RedisChatPacing implements ChatPacing {

    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final byte[] SET = {'1'};

    private final RedisConnections redis;
    private final Script narration = Script.named("narration");

    RedisChatPacing(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public void startBurst(StreamKey room, Duration length, Duration cooldown) {
        SetArgs onlyIfOver = SetArgs.Builder.nx().px(cooldown);
        String started = Await.answer(redis.call(commands ->
                commands.set(RedisKeys.of(room, "news-cooldown"), SET, onlyIfOver)));
        if (started != null) {
            Await.answer(redis.call(commands ->
                    commands.set(RedisKeys.of(room, "news-burst"), SET, SetArgs.Builder.px(length))));
        }
    }

    @Override
    public boolean inBurst(StreamKey room) {
        return Await.answer(redis.call(commands -> commands.exists(RedisKeys.of(room, "news-burst")))) > 0;
    }

    @Override
    public boolean admitNarration(StreamKey room, String decision, Duration gap) {
        List<String> keys = List.of(RedisKeys.of(room, "narrated"), RedisKeys.of(room, "narrated:" + decision));
        List<?> arguments = List.of(gap.toMillis(), REMEMBERED.toMillis(), decision.isEmpty() ? 0 : 1);
        List<Object> answer = Await.answer(redis.call(commands -> narration.run(commands, keys, arguments)));
        return answer.getFirst().equals(1L);
    }
}
