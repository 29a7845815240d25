package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.trading.LedgerLog;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Records as a numbered history, which {@code append.lua} writes; what they came to as a string beside it. */
@Singleton
final class RedisLedgerLog implements LedgerLog {

    private static final String SAVED = HISTORY + "-saved";

    private final RedisConnections redis;

    RedisLedgerLog(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<List<Entry>> read(StreamKey stream, EventId from, int limit) {
        Range<String> range = Range.from(Range.Boundary.including(from.toRedis()), Range.Boundary.unbounded());
        return redis.call(commands -> commands.xrange(RedisKeys.of(stream, HISTORY), range, Limit.from(limit)))
                .thenApply(entries -> entries.stream().map(RedisLedgerLog::entry).toList());
    }

    @Override
    public CompletionStage<Optional<String>> saved(StreamKey stream) {
        return redis.call(commands -> commands.get(RedisKeys.of(stream, SAVED)))
                .thenApply(text -> Optional.ofNullable(text).map(bytes -> new String(bytes, UTF_8)));
    }

    @Override
    public CompletionStage<Void> save(StreamKey stream, String text) {
        return redis.call(commands -> commands.set(RedisKeys.of(stream, SAVED), text.getBytes(UTF_8)))
                .thenAccept(done -> { });
    }

    private static Entry entry(StreamMessage<String, byte[]> entry) {
        return new Entry(EventId.ofRedis(entry.getId()), Long.parseLong(field(entry, "n")), field(entry, "data"));
    }

    private static String field(StreamMessage<String, byte[]> entry, String name) {
        return new String(Objects.requireNonNull(entry.getBody().get(name)), UTF_8);
    }
}
