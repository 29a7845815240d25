package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.hub.Claim;
import io.roomwire.trading.SessionClaims;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The keys that {@link RedisClaims} makes, changed by {@code hold.lua}; and one set of ids. */
@Singleton
final class RedisSessionClaims implements SessionClaims {

    private final RedisConnections redis;
    private final Script hold = Script.named("hold");

    RedisSessionClaims(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Boolean> renew(Claim held, Duration validity) {
        return change(held, held.token(), validity);
    }

    @Override
    public CompletionStage<Optional<Claim>> seize(Claim held, Duration validity) {
        Claim mine = new Claim(held.stream(), held.role(), UUID.randomUUID().toString());
        return change(held, mine.token(), validity).thenApply(done -> done ? Optional.of(mine) : Optional.empty());
    }

    @Override
    public CompletionStage<Void> release(Claim held) {
        return change(held, "", Duration.ZERO).thenAccept(done -> { });
    }

    private CompletionStage<Boolean> change(Claim held, String token, Duration validity) {
        return hold.run(redis, List.of(RedisKeys.claim(held.stream(), held.role())),
                List.of(held.token(), token, validity.toMillis())).thenApply(answer -> answer.getFirst().equals(1L));
    }

    @Override
    public CompletionStage<Void> list(long modelId) {
        return redis.call(commands -> commands.sadd(RedisKeys.SESSIONS, member(modelId))).thenAccept(added -> { });
    }

    @Override
    public CompletionStage<Void> unlist(long modelId) {
        return redis.call(commands -> commands.srem(RedisKeys.SESSIONS, member(modelId))).thenAccept(gone -> { });
    }

    @Override
    public CompletionStage<List<Long>> listed() {
        return redis.call(commands -> commands.smembers(RedisKeys.SESSIONS)).thenApply(members ->
                members.stream().map(member -> Long.valueOf(new String(member, UTF_8))).sorted().toList());
    }

    private static byte[] member(long modelId) {
        return Long.toString(modelId).getBytes(UTF_8);
    }
}
