package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.SetArgs;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.hub.Claims;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Claims as keys with a time to live; {@code append.lua} compares the token. */
final class RedisClaims implements Claims {

    private final RedisConnections redis;

    RedisClaims(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Optional<Claim>> take(StreamKey stream, String role, Duration validity) {
        Claim claim = new Claim(stream, role, UUID.randomUUID().toString());
        SetArgs onlyIfFree = SetArgs.Builder.nx().px(validity);
        return redis.call(commands ->
                        commands.set(RedisKeys.claim(stream, role), claim.token().getBytes(UTF_8), onlyIfFree))
                .thenApply(answer -> answer == null ? Optional.empty() : Optional.of(claim));
    }
}
