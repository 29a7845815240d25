package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.codec.Base16;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.project.ProjectBook;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Each project's members as text, {@code rw:{project:<id>}:members}, and its digest as a claim, set together. */
@Singleton
final class RedisProjectBook implements ProjectBook {

    private static final String MEMBERS = "members";

    private final RedisConnections redis;

    RedisProjectBook(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Optional<String>> find(StreamKey project) {
        return redis.call(commands -> commands.get(RedisKeys.of(project, MEMBERS)))
                .thenApply(text -> Optional.ofNullable(text).map(bytes -> new String(bytes, UTF_8)));
    }

    @Override
    public CompletionStage<Void> put(StreamKey project, String text) {
        Map<String, byte[]> both = Map.of(RedisKeys.of(project, MEMBERS), text.getBytes(UTF_8),
                RedisKeys.claim(project, MEMBERS), claim(project, text).token().getBytes(UTF_8));
        return redis.call(commands -> commands.mset(both)).thenAccept(done -> { });
    }

    @Override
    public Claim claim(StreamKey project, String text) {
        return new Claim(project, MEMBERS, Base16.digest(text.getBytes(UTF_8)));
    }
}
