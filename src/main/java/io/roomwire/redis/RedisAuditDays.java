package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.room.AuditDays;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
    public CompletionStage<List<String>> add(Claim agent, Batch batch, Bounds bounds) {
        StreamKey room = agent.stream();
        List<String> keys = new ArrayList<>(List.of(RedisKeys.claim(room, agent.role()), RedisKeys.of(room, DAYS)));
        batch.days().forEach(span -> keys.add(RedisKeys.of(room, RECORDS + span.day())));
        List<?> arguments = arguments(agent, batch, bounds);
        return audit.run(redis, keys, arguments).thenCompose(RedisAuditDays::refused);
    }

    private static CompletionStage<List<String>> refused(List<Object> answer) {
        List<String> words = answer.stream().map(word -> new String((byte[]) word, UTF_8)).toList();
        return words.getFirst().equals("ok") ? CompletableFuture.completedFuture(words.subList(1, words.size()))
                : CompletableFuture.failedFuture(new ClaimLost());
    }

    private static List<?> arguments(Claim agent, Batch batch, Bounds bounds) {
        List<Object> arguments = new ArrayList<>(List.of(agent.token(), bounds.days(), bounds.records(),
                RedisKeys.of(agent.stream(), RECORDS)));
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
