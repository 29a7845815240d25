package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.room.RoomState;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** State as one hash per room, a field per part; written by {@code state.lua}. */
@Singleton
final class RedisRoomState implements RoomState {

    private static final String STATE = "state";

    private final RedisConnections redis;
    private final Script put = Script.named("state");

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
    public CompletionStage<Optional<String>> put(Claim agent, Map<String, String> parts, String told) {
        StreamKey room = agent.stream();
        List<String> keys = List.of(RedisKeys.of(room, STATE), RedisKeys.claim(room, agent.role()));
        List<String> arguments = new ArrayList<>(List.of(agent.token(), told));
        parts.forEach((part, json) -> arguments.addAll(List.of(part, json)));
        return put.run(redis, keys, arguments).thenCompose(RedisRoomState::before);
    }

    private static CompletionStage<Optional<String>> before(List<Object> answer) {
        return answer.getFirst().equals(1L)
                ? CompletableFuture.completedFuture(Optional.ofNullable((byte[]) answer.getLast())
                        .map(json -> new String(json, UTF_8)))
                : CompletableFuture.failedFuture(new ClaimLost());
    }
}
