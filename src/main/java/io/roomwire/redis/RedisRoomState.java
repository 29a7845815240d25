package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.event.StreamKey;
import io.roomwire.room.RoomState;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** State as one hash per room, a field per part. */
@Singleton
final class RedisRoomState implements RoomState {

    private static final String STATE = "state";

    private final RedisConnections redis;

    RedisRoomState(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Map<String, String>> read(StreamKey room) {
        return redis.call(commands -> commands.hgetall(RedisKeys.of(room, STATE))).thenApply(parts -> {
            Map<String, String> texts = new HashMap<>();
            parts.forEach((part, json) -> texts.put(part, new String(json, UTF_8)));
            return texts;
        });
    }

    @Override
    public CompletionStage<Void> put(StreamKey room, Map<String, String> parts) {
        Map<String, byte[]> values = new HashMap<>();
        parts.forEach((part, json) -> values.put(part, json.getBytes(UTF_8)));
        return redis.call(commands -> commands.hset(RedisKeys.of(room, STATE), values)).thenAccept(added -> { });
    }
}
