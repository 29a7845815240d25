package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.project.ProjectSessions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sessions as one hash per project, {@code rw:{project:<id>}:sessions}, kept by {@code project-session.lua}. */
@Singleton
final class RedisProjectSessions implements ProjectSessions {

    private final RedisConnections redis;
    private final Script session = Script.named("project-session");

    RedisProjectSessions(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Session> of(Claim members, String user, String fresh, boolean active,
            Optional<String> locale) {
        List<String> keys = List.of(RedisKeys.of(members.stream(), "sessions"),
                RedisKeys.claim(members.stream(), members.role()));
        List<?> arguments = List.of(members.token(), user, fresh, IDLE.toMillis(), active ? 1 : 0, locale.orElse(""));
        return session.run(redis, keys, arguments).thenApply(answer -> {
            if (answer.getFirst().equals(0L)) {
                throw new ClaimLost();
            }
            return new Session(text(answer.get(1)), Instant.ofEpochMilli(Long.parseLong(text(answer.get(2)))),
                    Optional.of(text(answer.get(3))).filter(known -> !known.isEmpty()));
        });
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }
}
