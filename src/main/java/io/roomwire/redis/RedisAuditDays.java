package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.event.StreamKey;
import io.roomwire.room.AuditDays;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The days as a hash beside one stream of records per day; written by {@code audit.lua}. */
@Singleton
final class RedisAuditDays implements AuditDays {

    private static final String DAYS = "audit-days";
    private static final String RECORDS = "audit:";
    private static final String ORDERED = "ordered";
    private static final String MIXED = "mixed";

    private final RedisConnections redis;
    private final Script audit = Script.named("audit");

    RedisAuditDays(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<List<Day>> all(StreamKey room) {
        return redis.call(commands -> commands.hgetall(RedisKeys.of(room, DAYS)))
                .thenApply(days -> days.entrySet().stream()
                        .map(day -> new Day(day.getKey(), Arrays.equals(day.getValue(), ORDERED.getBytes(UTF_8))))
                        .sorted(Comparator.comparing(Day::key).reversed()).toList());
    }

    @Override
    public CompletionStage<List<String>> add(StreamKey room, Batch batch, Bounds bounds) {
        List<String> keys = Stream.concat(Stream.of(DAYS), batch.days().stream().map(span -> RECORDS + span.day()))
                .map(part -> RedisKeys.of(room, part)).toList();
        List<?> arguments = arguments(room, batch, bounds);
        return redis.call(commands -> audit.run(commands, keys, arguments)).thenApply(refused ->
                refused.stream().map(day -> new String((byte[]) day, UTF_8)).toList());
    }

    private static List<?> arguments(StreamKey room, Batch batch, Bounds bounds) {
        List<Object> arguments =
                new ArrayList<>(List.of(bounds.days(), bounds.records(), RedisKeys.of(room, RECORDS)));
        Map<String, Integer> index = new HashMap<>();
        for (Span span : batch.days()) {
            arguments.add(span.day());
            arguments.add(span.ordered() ? ORDERED : MIXED);
            arguments.add(span.first().toEpochMilli());
            index.put(span.day(), index.size() + 1);
        }
        for (Row row : batch.records()) {
            arguments.add(Objects.requireNonNull(index.get(row.day()), "a row on a day that is not in the batch"));
            arguments.add(row.json());
        }
        return arguments;
    }
}
