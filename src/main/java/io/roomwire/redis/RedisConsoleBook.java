package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.codec.Base16;
import io.roomwire.console.ConsoleBook;
import io.roomwire.event.StreamKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Each text in the slot of its stream, changed by {@code replace.lua}; lists as sets. */
@Singleton
final class RedisConsoleBook implements ConsoleBook {

    private static final String RECORD = "record";
    private static final String IDS = "ids";

    private final RedisConnections redis;
    private final Script replace = Script.named("replace");

    RedisConsoleBook(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<List<Optional<String>>> find(List<StreamKey> keys) {
        List<CompletableFuture<Optional<String>>> answers = keys.stream()
                .map(key -> redis.call(commands -> commands.get(RedisKeys.of(key, RECORD)))
                        .thenApply(text -> Optional.ofNullable(text).map(bytes -> new String(bytes, UTF_8)))
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
    }

    @Override
    public CompletionStage<Boolean> replace(StreamKey key, Optional<String> expected, String text) {
        String[] keys = {RedisKeys.of(key, RECORD), RedisKeys.claim(key, RECORD)};
        byte[][] arguments = Stream.concat(Stream.of(text, Base16.digest(text.getBytes(UTF_8))), expected.stream())
                .map(argument -> argument.getBytes(UTF_8)).toArray(byte[][]::new);
        return replace.run(redis, keys, arguments).thenApply(answer -> answer.getFirst().equals(1L));
    }

    @Override
    public CompletionStage<Void> enlist(StreamKey list, String id) {
        return redis.call(commands -> commands.sadd(RedisKeys.of(list, IDS), id.getBytes(UTF_8)))
                .thenAccept(done -> { });
    }

    @Override
    public CompletionStage<Void> strike(StreamKey list, String id) {
        return redis.call(commands -> commands.srem(RedisKeys.of(list, IDS), id.getBytes(UTF_8)))
                .thenAccept(done -> { });
    }

    @Override
    public CompletionStage<List<String>> listed(StreamKey list) {
        return redis.call(commands -> commands.smembers(RedisKeys.of(list, IDS)))
                .thenApply(ids -> ids.stream().map(id -> new String(id, UTF_8)).toList());
    }
}
