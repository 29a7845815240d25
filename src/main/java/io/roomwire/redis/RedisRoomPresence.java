package io.roomwire.redis;

import io.roomwire.event.StreamKey;
import io.roomwire.room.RoomPresence;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Presence as one hash per room, a field per node; written by {@code presence.lua}. */
@Singleton
final class RedisRoomPresence implements RoomPresence {

    private static final String PRESENCE = "presence";

    private final RedisConnections redis;
    private final NodeName node;
    private final Script presence = Script.named("presence");

    RedisRoomPresence(RedisConnections redis, NodeName node) {
        this.redis = redis;
        this.node = node;
    }

    @Override
    public CompletionStage<Crowd> tell(StreamKey room, Crowd here) {
        List<String> keys = List.of(RedisKeys.of(room, PRESENCE));
        List<?> arguments = List.of(node.text(), here.viewers(), here.decisionLimit(), VALIDITY.toMillis());
        return presence.run(redis, keys, arguments).thenApply(answer ->
                new Crowd(((Long) answer.getFirst()).intValue(), ((Long) answer.getLast()).intValue()));
    }
}
