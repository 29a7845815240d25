package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.roomwire.access.Digests;
import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import io.roomwire.event.Retention;
import io.roomwire.event.Retentions;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Append.HistoryRecord;
import io.roomwire.hub.Appended;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.EventLog;
import io.roomwire.hub.IdempotencyMismatch;
import io.roomwire.hub.LimitReached;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Streams as Redis Streams, written by {@code append.lua}. */
final class RedisEventLog implements EventLog {

    private static final Duration ONCE_VALIDITY = Duration.ofHours(24);
    private static final int LARGEST_STEP = 1000;
    private static final byte[] NONE = new byte[0];
    private static final byte[] NUMBERED = {'1'};
    /** How many keys an append has at most, but for histories. */
    private static final int KEYS = 4;
    /** How many arguments an append has that asks for nothing further. */
    private static final int PLAIN_ARGUMENTS = 7;
    private static final int ARGUMENTS = 13;
    private static final int ARGUMENTS_PER_RECORD = 4;

    private final RedisConnections redis;
    private final Retentions retentions;
    private final Floors floors;
    private final RandomGenerator random;
    private final Script append = Script.named("append");

    RedisEventLog(RedisConnections redis, Retentions retentions, Floors floors, RandomGenerator random) {
        this.redis = redis;
        this.retentions = retentions;
        this.floors = floors;
        this.random = random;
    }

    @Override
    public CompletionStage<Appended> append(Append request) {
        String[] keys = keys(request);
        byte[][] arguments = arguments(request);
        CompletionStage<Appended> done = append.run(redis, keys, arguments)
                .thenApply(answer -> result(request.stream(), answer));
        return redis.replicas().map(replicas -> done.thenCompose(appended -> copied(replicas, request, appended)))
                .orElse(done);
    }

    /** What was appended before may have been trimmed meanwhile. */
    private static CompletionStage<Appended> copied(Replicas replicas, Append request, Appended appended) {
        Optional<EventId> event = Optional.of(appended.id()).filter(id -> !appended.duplicate());
        return replicas.have(request.stream(), event).thenApply(have -> appended);
    }

    private static String[] keys(Append request) {
        StreamKey stream = request.stream();
        List<String> keys = new ArrayList<>(KEYS + request.records().size());
        keys.add(RedisKeys.events(stream));
        request.once().ifPresent(once -> keys.add(RedisKeys.once(stream, once.key())));
        request.claim().ifPresent(claim -> keys.add(RedisKeys.claim(stream, claim.role())));
        request.limit().ifPresent(limit -> keys.add(RedisKeys.of(stream, "limit:" + limit.name())));
        request.records().forEach(history -> keys.add(RedisKeys.of(stream, history.history())));
        return keys.toArray(String[]::new);
    }

    private byte[][] arguments(Append request) {
        boolean plain = isPlain(request);
        byte[][] arguments = new byte[plain ? PLAIN_ARGUMENTS
                : ARGUMENTS + ARGUMENTS_PER_RECORD * request.records().size()][];
        Retention retention = retentions.of(request.stream());
        arguments[0] = number(floors.of(request.stream()).value());
        arguments[1] = number(random.nextInt(LARGEST_STEP) + 1L);
        arguments[2] = request.name().getBytes(UTF_8);
        arguments[3] = bytes(request.data());
        arguments[4] = number(retention.maxEvents());
        arguments[5] = number(retention.maxAge().toMillis());
        arguments[6] = number(retention.expiry().toMillis());
        if (!plain) {
            addFurther(request, arguments);
        }
        return arguments;
    }

    private static boolean isPlain(Append request) {
        return request.once().isEmpty() && request.claim().isEmpty() && request.limit().isEmpty()
                && request.deadline().isEmpty() && request.stamp().isEmpty() && request.records().isEmpty();
    }

    private static void addFurther(Append request, byte[][] arguments) {
        arguments[7] = request.once().map(once -> hash(once.body())).orElse(NONE);
        arguments[8] = number(ONCE_VALIDITY.toMillis());
        arguments[9] = request.claim().map(claim -> claim.token().getBytes(UTF_8)).orElse(NONE);
        arguments[10] = request.limit().map(RedisEventLog::limit).orElse(NONE);
        arguments[11] = request.deadline().map(end -> number(ChronoUnit.MICROS.between(Instant.EPOCH, end))).orElse(NONE);
        arguments[12] = request.stamp().map(member -> member.getBytes(UTF_8)).orElse(NONE);
        int at = ARGUMENTS;
        for (HistoryRecord history : request.records()) {
            arguments[at++] = history.data().getBytes(UTF_8);
            arguments[at++] = number(history.maxCount());
            arguments[at++] = number(history.expiry().toMillis());
            arguments[at++] = history.numbered() ? NUMBERED : NONE;
        }
    }

    private Appended result(StreamKey stream, List<Object> answer) {
        String status = text(answer.get(0));
        return switch (status) {
            case "ok", "duplicate" -> {
                EventId id = id(text(answer.get(1)));
                floors.saw(stream, id);
                yield new Appended(id, id(text(answer.get(2))), status.equals("duplicate"),
                        answer.size() > 3 ? Long.parseLong(text(answer.get(3))) : 0);
            }
            case "mismatch" -> throw new IdempotencyMismatch();
            case "limit" -> throw new LimitReached(Duration.ofMillis(Long.parseLong(text(answer.get(1)))));
            case "claim" -> throw new ClaimLost();
            default -> throw new IllegalStateException("append answered " + status);
        };
    }

    @Override
    public CompletionStage<Void> signal(StreamKey stream, String name, String data) {
        byte[] message = LiveMessage.signal(name, data);
        return redis.call(commands -> commands.spublish(RedisKeys.channel(stream), message))
                .thenAccept(receivers -> { });
    }

    @Override
    public CompletionStage<List<Event>> read(StreamKey stream, EventId from, int limit) {
        Range<String> range = Range.from(Range.Boundary.including(from.toRedis()), Range.Boundary.unbounded());
        return redis.call(commands -> commands.xrange(RedisKeys.events(stream), range, Limit.from(limit)))
                .thenApply(entries -> events(stream, entries));
    }

    @Override
    public CompletionStage<List<Event>> tail(StreamKey stream, int limit) {
        return redis.call(commands ->
                        commands.xrevrange(RedisKeys.events(stream), Range.unbounded(), Limit.from(limit)))
                .thenApply(entries -> events(stream, entries.reversed()));
    }

    @Override
    public CompletionStage<List<EventId>> newest(List<StreamKey> streams) {
        return each(streams, stream -> redis.call(commands ->
                        commands.xrevrange(RedisKeys.events(stream), Range.unbounded(), Limit.from(1)))
                .thenApply(entries -> entries.isEmpty() ? EventId.NONE : EventId.ofRedis(entries.getFirst().getId())));
    }

    @Override
    public CompletionStage<Void> renew(List<StreamKey> streams) {
        return each(streams, stream -> redis.call(commands ->
                commands.pexpire(RedisKeys.events(stream), retentions.of(stream).expiry()))).thenAccept(renewed -> { });
    }

    /** The driver pipelines: all are on their way before the first answers. */
    private static <T> CompletionStage<List<T>> each(List<StreamKey> streams,
                                                     Function<StreamKey, CompletionStage<T>> ask) {
        List<CompletableFuture<T>> answers = streams.stream().map(ask)
                .map(CompletionStage::toCompletableFuture).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> answers.stream().map(CompletableFuture::join).toList());
    }

    private List<Event> events(StreamKey stream, List<StreamMessage<String, byte[]>> entries) {
        List<Event> events = entries.stream().map(RedisEventLog::event).toList();
        if (!events.isEmpty()) {
            floors.saw(stream, events.getLast().id());
        }
        return events;
    }

    private static Event event(StreamMessage<String, byte[]> entry) {
        Map<String, byte[]> fields = entry.getBody();
        return new Event(EventId.ofRedis(entry.getId()), id(text(field(fields, "prev"))), text(field(fields, "event")),
                ByteBuffer.wrap(field(fields, "data")));
    }

    private static byte[] field(Map<String, byte[]> fields, String name) {
        return Objects.requireNonNull(fields.get(name), () -> "an entry has no field " + name);
    }

    private static EventId id(String decimal) {
        return new EventId(Long.parseLong(decimal));
    }

    private static byte[] limit(Append.Limit limit) {
        return (limit.window().toMillis() + " " + limit.max()).getBytes(UTF_8);
    }

    private static byte[] number(long value) {
        return Long.toString(value).getBytes(ISO_8859_1);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static byte[] hash(ByteBuffer body) {
        MessageDigest digest = Digests.sha256();
        digest.update(body.duplicate());
        return HexFormat.of().formatHex(digest.digest()).getBytes(UTF_8);
    }
}
