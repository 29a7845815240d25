package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.console.CommandBook;
import io.roomwire.event.StreamKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Commands as hashes that expire, changed by {@code command.lua} and {@code output.lua}. */
@Singleton
final class RedisCommandBook implements CommandBook {

    private final RedisConnections redis;
    private final Script change = Script.named("command");
    private final Script print = Script.named("output");

    RedisCommandBook(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Void> create(String id, Map<String, String> fields, Duration expiry) {
        Map<String, byte[]> values = new HashMap<>();
        fields.forEach((field, value) -> values.put(field, value.getBytes(UTF_8)));
        return redis.call(commands -> commands.hset(key(id), values))
                .thenCombine(redis.call(commands -> commands.pexpire(key(id), expiry)), (set, expires) -> null);
    }

    @Override
    public CompletionStage<Map<String, String>> read(String id) {
        return redis.call(commands -> commands.hgetall(key(id))).thenApply(values -> {
            Map<String, String> fields = new HashMap<>();
            values.forEach((field, value) -> fields.put(field, new String(value, UTF_8)));
            return fields;
        });
    }

    @Override
    public CompletionStage<Boolean> change(String id, Map<String, String> fields) {
        List<String> arguments = fields.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue())).toList();
        return change.run(redis, List.of(key(id)), arguments).thenApply(RedisCommandBook::isDone);
    }

    @Override
    public CompletionStage<Boolean> print(String id, String stream, String text, int cap) {
        return print.run(redis, List.of(key(id)), List.of(stream, text, cap)).thenApply(RedisCommandBook::isDone);
    }

    private static boolean isDone(List<Object> answer) {
        return answer.getFirst().equals(1L);
    }

    private static String key(String id) {
        return RedisKeys.of(new StreamKey("command", id), "fields");
    }
}
