package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.roomwire.event.StreamKey;
import io.roomwire.room.RoomHistory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Histories as Redis Streams, which {@code append.lua} writes: one field {@code data} per entry. */
@Singleton
final class RedisRoomHistory implements RoomHistory {

    private static final String DATA = "data";

    private final RedisConnections redis;

    RedisRoomHistory(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<List<String>> oldest(StreamKey stream, String history, int limit) {
        return redis.call(commands -> commands.xrange(RedisKeys.of(stream, history), Range.unbounded(),
                Limit.from(limit))).thenApply(entries -> entries.stream().map(RedisRoomHistory::json).toList());
    }

    @Override
    public CompletionStage<List<Entry>> page(StreamKey stream, String history, Optional<String> before, int limit) {
        Range<String> range = Range.from(Range.Boundary.unbounded(),
                before.map(Range.Boundary::excluding).orElseGet(Range.Boundary::unbounded));
        return redis.call(commands -> commands.xrevrange(RedisKeys.of(stream, history), range, Limit.from(limit)))
                .thenApply(entries -> entries.stream().map(entry -> new Entry(entry.getId(), json(entry))).toList());
    }

    private static String json(StreamMessage<String, byte[]> entry) {
        return new String(Objects.requireNonNull(entry.getBody().get(DATA)), UTF_8);
    }
}
