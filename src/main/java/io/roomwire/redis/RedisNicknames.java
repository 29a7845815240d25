package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.SetArgs;
import io.roomwire.event.StreamKey;
import io.roomwire.room.Nicknames;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Nicknames as strings that expire: {@code rw:{chat-session:<session>}:nickname}. */
@Singleton
final class RedisNicknames implements Nicknames {

    private final RedisConnections redis;

    RedisNicknames(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public Optional<String> find(String session) {
        byte[] name = Await.answer(redis.call(commands -> commands.get(key(session))));
        return Optional.ofNullable(name).map(bytes -> new String(bytes, UTF_8));
    }

    @Override
    public CompletionStage<Void> remember(String session, String nickname, Duration expiry) {
        SetArgs expiring = SetArgs.Builder.px(expiry);
        return redis.call(commands -> commands.set(key(session), nickname.getBytes(UTF_8), expiring))
                .thenAccept(done -> { });
    }

    private static String key(String session) {
        return RedisKeys.of(new StreamKey("chat-session", session), "nickname");
    }
}
