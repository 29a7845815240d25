package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.project.ProjectHistory;
import io.roomwire.project.ProjectReads;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Read marks as one hash per project, {@code rw:{project:<id>}:reads}, written by {@code project-read.lua}. */
@Singleton
final class RedisProjectReads implements ProjectReads {

    private static final String READS = "reads";

    private final RedisConnections redis;
    private final Script read = Script.named("project-read");

    RedisProjectReads(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Void> mark(Claim members, String user, EventId upTo) {
        StreamKey project = members.stream();
        List<String> keys = List.of(RedisKeys.of(project, ProjectHistory.NAME), RedisKeys.of(project, READS),
                RedisKeys.claim(project, members.role()));
        return read.run(redis, keys, List.of(members.token(), user, upTo)).thenAccept(answer -> {
            if (answer.getFirst().equals(0L)) {
                throw new ClaimLost();
            }
        });
    }

    @Override
    public CompletionStage<Map<String, Mark>> all(StreamKey project) {
        return redis.call(commands -> commands.hgetall(RedisKeys.of(project, READS))).thenApply(marks -> {
            Map<String, Mark> all = new HashMap<>();
            marks.forEach((user, mark) -> all.put(user, mark(new String(mark, UTF_8))));
            return all;
        });
    }

    private static Mark mark(String text) {
        String[] parts = text.split(" ", -1);
        return new Mark(new EventId(Long.parseLong(parts[0])), Long.parseLong(parts[1]),
                Instant.ofEpochMilli(Long.parseLong(parts[2])));
    }
}
