package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.scheduling.annotation.Scheduled;
import io.roomwire.access.LeaseLimit;
import io.roomwire.access.Leases;
import io.roomwire.event.StreamKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Leases as one sorted set per owner, each lease renewed by the node that holds it. */
@Singleton
final class RedisLeases implements Leases {

    private static final Duration VALIDITY = Duration.ofSeconds(30);

    private final RedisConnections redis;
    private final Script lease = Script.named("lease");
    private final ConcurrentMap<String, Place> held = new ConcurrentHashMap<>();

    private record Place(String key, int most) {
    }

    RedisLeases(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Lease> take(String owner, int most) {
        String id = UUID.randomUUID().toString();
        Place place = new Place(RedisKeys.of(new StreamKey("lease", owner), "held"), most);
        return tell(id, place).thenCompose(answer -> {
            if (answer.getFirst().equals(0L)) {
                return CompletableFuture.failedStage(new LeaseLimit(((Long) answer.getLast()).intValue(), most));
            }
            held.put(id, place);
            return CompletableFuture.completedStage(() -> release(id));
        });
    }

    private void release(String id) {
        Place place = held.remove(id);
        if (place != null) {
            var _ = redis.call(commands -> commands.zrem(place.key(), id.getBytes(UTF_8)));
        }
    }

    @Scheduled(fixedDelay = "10s")
    void renew() {
        held.forEach((id, place) -> {
            var _ = tell(id, place);
        });
    }

    private CompletionStage<List<Object>> tell(String id, Place place) {
        return lease.run(redis, List.of(place.key()), List.of(id, place.most(), VALIDITY.toMillis()));
    }
}
