package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.codec.Base16;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.trading.ModelBook;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Each model's text in the slot of its stream, beside its digest, so that an append can check whose the stream is; one
 * counter; and a sorted set of ids per owner.
 */
@Singleton
final class RedisModelBook implements ModelBook {

    private static final String MODEL = "model";

    private final RedisConnections redis;

    RedisModelBook(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Long> nextId() {
        return redis.call(commands -> commands.incr(RedisKeys.MODELS));
    }

    /** Listed first, in another slot: an id listed without a text shows as nothing, a text not listed would be lost. */
    @Override
    public CompletionStage<Boolean> add(long id, String owner, String text) {
        Map<String, byte[]> both = Map.of(RedisKeys.of(stream(id), MODEL), text.getBytes(UTF_8),
                RedisKeys.claim(stream(id), MODEL), claim(id, text).token().getBytes(UTF_8));
        return redis.call(commands -> commands.zadd(RedisKeys.modelsOf(owner), (double) id, member(id)))
                .thenCombine(redis.call(commands -> commands.msetnx(both)), (listed, added) -> added);
    }

    @Override
    public CompletionStage<Optional<String>> find(long id) {
        return redis.call(commands -> commands.get(RedisKeys.of(stream(id), MODEL)))
                .thenApply(text -> Optional.ofNullable(text).map(bytes -> new String(bytes, UTF_8)));
    }

    @Override
    public CompletionStage<Long> count(String owner) {
        return redis.call(commands -> commands.zcard(RedisKeys.modelsOf(owner)));
    }

    @Override
    public CompletionStage<List<String>> listed(String owner) {
        return redis.call(commands -> commands.zrange(RedisKeys.modelsOf(owner), 0, -1)).thenCompose(this::texts);
    }

    /** All asked in one batch. */
    private CompletionStage<List<String>> texts(List<byte[]> ids) {
        List<CompletableFuture<Optional<String>>> answers = ids.stream()
                .map(id -> find(Long.parseLong(new String(id, UTF_8))).toCompletableFuture()).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList());
    }

    @Override
    public Claim claim(long id, String text) {
        return new Claim(stream(id), MODEL, Base16.digest(text.getBytes(UTF_8)));
    }

    private static byte[] member(long id) {
        return Long.toString(id).getBytes(UTF_8);
    }

    private static StreamKey stream(long id) {
        return new StreamKey("trading", Long.toString(id));
    }
}
