package io.roomwire.redis;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append.Limit;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.LimitReached;
import io.roomwire.room.ChatLimit;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sliding windows as sorted sets in the room's slot, kept by {@code limit.lua} and {@code append.lua} alike. */
@Singleton
final class RedisChatLimit implements ChatLimit {

    private final RedisConnections redis;
    private final Script limit = Script.named("limit");

    RedisChatLimit(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Void> admit(Claim agent, Limit within) {
        StreamKey room = agent.stream();
        List<String> keys = List.of(RedisKeys.of(room, "limit:" + within.name()),
                RedisKeys.claim(room, agent.role()));
        List<?> arguments = List.of(within.window().toMillis(), within.max(), UUID.randomUUID(), agent.token());
        return limit.run(redis, keys, arguments)
                .thenCompose(answer -> result((Long) answer.getFirst()));
    }

    private static CompletionStage<Void> result(long wait) {
        if (wait < 0) {
            return CompletableFuture.failedFuture(new ClaimLost());
        }
        return wait == 0 ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new LimitReached(Duration.ofMillis(wait)));
    }
}
