package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.project.ProjectPeople;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Presence and typing as two sorted sets per project, scored by when each lease runs out, and a hash of what users say
 * of themselves: {@code <last seen> <status> <activity>}.
 */
@Singleton
final class RedisProjectPeople implements ProjectPeople {

    private static final int MOST_GONE = 200;
    private static final Duration KEPT = Duration.ofDays(1);

    private final RedisConnections redis;
    private final Script seen = Script.named("project-seen");
    private final Script present = Script.named("project-present");
    private final Script gone = Script.named("project-gone");

    RedisProjectPeople(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Seen> seen(Claim members, String user, Sign sign) {
        List<String> keys = Stream.concat(keys(members.stream()).stream(),
                Stream.of(RedisKeys.claim(members.stream(), members.role()))).toList();
        List<?> arguments = List.of(members.token(), user, sign.presence().toMillis(),
                sign.typing().map(lease -> Long.toString(lease.toMillis())).orElse(""),
                sign.status() + " " + sign.activity().orElse(""), KEPT.toMillis());
        return seen.run(redis, keys, arguments).thenApply(answer -> {
            if (answer.getFirst().equals(0L)) {
                throw new ClaimLost();
            }
            return new Seen(Instant.ofEpochMilli((Long) answer.get(1)), answer.get(2).equals(1L),
                    answer.get(3).equals(1L));
        });
    }

    @Override
    public CompletionStage<List<Person>> present(StreamKey project) {
        return present.run(redis, keys(project), List.of()).thenApply(answer -> {
            List<Person> people = new ArrayList<>();
            for (int i = 0; i < answer.size(); i += 3) {
                people.add(person(text(answer.get(i)), text(answer.get(i + 1)), answer.get(i + 2).equals(1L)));
            }
            return people;
        });
    }

    private static Person person(String user, String known, boolean typing) {
        String[] parts = known.split(" ", 3);
        Status status = parts.length < 3 ? Status.ONLINE : Status.valueOf(parts[1]);
        return new Person(user, Instant.ofEpochMilli(Long.parseLong(parts[0])), typing, status,
                Optional.of(parts[parts.length - 1]).filter(activity -> parts.length == 3 && !activity.isEmpty()));
    }

    @Override
    public CompletionStage<Gone> expire(StreamKey project) {
        return gone.run(redis, keys(project), List.of(MOST_GONE)).thenApply(answer -> {
            long next = (Long) answer.get(0);
            int left = ((Long) answer.get(1)).intValue();
            List<String> users = answer.stream().skip(2).map(RedisProjectPeople::text).toList();
            return new Gone(Optional.of(Duration.ofMillis(next)).filter(pause -> !pause.isNegative()),
                    users.subList(0, left), users.subList(left, users.size()));
        });
    }

    private static List<String> keys(StreamKey project) {
        return List.of(RedisKeys.of(project, "present"), RedisKeys.of(project, "typing"),
                RedisKeys.of(project, "people"));
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }
}
