package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.project.ProjectHistory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Messages as a Redis Stream, which {@code append.lua} writes: fields {@code data} and {@code n}. */
@Singleton
final class RedisProjectHistory implements ProjectHistory {

    private final RedisConnections redis;

    RedisProjectHistory(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<List<Entry>> oldest(StreamKey project, EventId from, EventId to, int limit) {
        return redis.call(commands -> commands.xrange(key(project), range(from, to), Limit.from(limit)))
                .thenApply(RedisProjectHistory::entries);
    }

    @Override
    public CompletionStage<List<Entry>> newest(StreamKey project, EventId from, EventId to, int limit) {
        return redis.call(commands -> commands.xrevrange(key(project), range(from, to), Limit.from(limit)))
                .thenApply(RedisProjectHistory::entries);
    }

    private static String key(StreamKey project) {
        return RedisKeys.of(project, NAME);
    }

    private static Range<String> range(EventId from, EventId to) {
        return Range.create(from.toRedis(), to.toRedis());
    }

    private static List<Entry> entries(List<StreamMessage<String, byte[]>> found) {
        return found.stream().map(entry -> new Entry(EventId.ofRedis(entry.getId()), Long.parseLong(field(entry, "n")),
                field(entry, "data"))).toList();
    }

    private static String field(StreamMessage<String, byte[]> entry, String name) {
        return new String(Objects.requireNonNull(entry.getBody().get(name), name), UTF_8);
    }
}
