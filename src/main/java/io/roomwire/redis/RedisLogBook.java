package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.codec.Base16;
import io.roomwire.event.StreamKey;
import io.roomwire.worklog.LogBook;
import io.roomwire.worklog.LogOwner;
import io.roomwire.worklog.LogRoom;
import io.roomwire.worklog.LogStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Rooms as one hash each, {@code rw:{worklog:<id>}:room}, beside the claim that says whose it is; and one list of ids
 * per owner in the owner's own slot, whose name is a digest, for subjects may be of any length and form.
 */
@Singleton
final class RedisLogBook implements LogBook {

    private static final String ROOM = "room";

    private final RedisConnections redis;
    private final Script create = Script.named("worklog");
    private final Script status = Script.named("worklog-status");

    RedisLogBook(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Void> create(LogRoom room, int listed, Duration expiry) {
        List<Object> arguments = new ArrayList<>(List.of(room.claim().token(), expiry.toMillis()));
        fields(room).forEach((name, value) -> arguments.addAll(List.of(name, value)));
        return list(room, listed, expiry)
                .thenCombine(create.run(redis, keys(room.id()), arguments), (added, answer) -> added)
                .thenAccept(added -> { });
    }

    /** First, in another slot: an id listed without a room shows as nothing, a room not listed would be lost. */
    private CompletionStage<Boolean> list(LogRoom room, int listed, Duration expiry) {
        String rooms = owned(room.owner().id());
        return redis.call(commands -> {
            var _ = commands.lpush(rooms, room.id().getBytes(UTF_8));
            var _ = commands.ltrim(rooms, 0, listed - 1);
            return commands.pexpire(rooms, expiry);
        });
    }

    @Override
    public CompletionStage<Optional<LogRoom>> find(String id) {
        return redis.call(commands -> commands.hgetall(RedisKeys.of(LogRoom.stream(id), ROOM)))
                .thenApply(fields -> room(id, fields));
    }

    @Override
    public CompletionStage<List<LogRoom>> ofOwner(String ownerId) {
        return redis.call(commands -> commands.lrange(owned(ownerId), 0, -1)).thenCompose(this::all)
                .thenApply(rooms -> rooms.stream().filter(room -> room.owner().id().equals(ownerId)).toList());
    }

    /** All asked in one batch. */
    private CompletionStage<List<LogRoom>> all(List<byte[]> ids) {
        List<CompletableFuture<Optional<LogRoom>>> answers =
                ids.stream().map(id -> find(new String(id, UTF_8)).toCompletableFuture()).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream().flatMap(answer -> answer.join().stream()).toList());
    }

    @Override
    public CompletionStage<Optional<LogRoom>> change(String id, LogStatus to, Instant now, Duration expiry) {
        return status.run(redis, keys(id), List.of(to.word(), now.toEpochMilli(), expiry.toMillis()))
                .thenApply(answer -> room(id, pairs(answer)));
    }

    private static List<String> keys(String id) {
        StreamKey stream = LogRoom.stream(id);
        return List.of(RedisKeys.of(stream, ROOM), RedisKeys.claim(stream, LogRoom.OWNER));
    }

    private static String owned(String ownerId) {
        return RedisKeys.of(new StreamKey("worklog-owner", Base16.digest(ownerId.getBytes(UTF_8))), "rooms");
    }

    private static Map<String, Object> fields(LogRoom room) {
        return Map.of("owner", room.owner().id(), "username", room.owner().username(), "did", room.owner().did(),
                "status", room.status().word(), "input", room.inputText(),
                "created", room.createdAt().toEpochMilli(), "updated", room.updatedAt().toEpochMilli());
    }

    private static Map<String, byte[]> pairs(List<Object> answer) {
        Map<String, byte[]> fields = new HashMap<>();
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            fields.put(new String((byte[]) answer.get(i), UTF_8), (byte[]) answer.get(i + 1));
        }
        return fields;
    }

    private static Optional<LogRoom> room(String id, Map<String, byte[]> fields) {
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        LogOwner owner = new LogOwner(text(fields, "owner"), text(fields, "username"), text(fields, "did"));
        return Optional.of(new LogRoom(id, owner, LogStatus.of(text(fields, "status")).orElseThrow(),
                text(fields, "input"), time(fields, "created"), time(fields, "updated")));
    }

    private static Instant time(Map<String, byte[]> fields, String name) {
        return Instant.ofEpochMilli(Long.parseLong(text(fields, name)));
    }

    private static String text(Map<String, byte[]> fields, String name) {
        return new String(Objects.requireNonNull(fields.get(name), () -> "a room has no " + name), UTF_8);
    }
}
