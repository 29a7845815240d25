package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.access.LeaseLimit;
import io.roomwire.access.Leases;
import io.roomwire.access.Renewed;
import io.roomwire.redis.HeldPlaces.Turn;
import io.roomwire.redis.HeldPlaces.Wish;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases as one hash per owner, {@code rw:{lease:<owner>}:held}, of node -> count. Each node writes its own count
 * alone, and whole, when it changes; nothing is renewed but the node's word in {@link LivingNodes}. A node that finds
 * the count of one of which it knows nothing asks who lives, and has the counts of the dead taken out: so no script
 * touches the slots of owner and nodes together.
 */
@Singleton
final class RedisLeases implements Leases, Renewed {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLeases.class);
    private static final int MAX_ATTEMPTS = 3;
    /** Counts go after this time without a word, so that owners of nodes that all died do not stay for ever. */
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration RETOLD = KEPT.dividedBy(2);

    private final RedisConnections redis;
    private final LivingNodes nodes;
    private final NodeName node;
    private final Clock clock;
    private final Script lease = Script.named("lease");
    private final AtomicReference<Instant> retold;

    /** The places are only touched inside {@code compute}. */
    private final ConcurrentMap<String, HeldPlaces> owners = new ConcurrentHashMap<>();

    private record Granted(int places, int all) {
    }

    RedisLeases(RedisConnections redis, LivingNodes nodes, NodeName node, Clock clock) {
        this.redis = redis;
        this.nodes = nodes;
        this.node = node;
        this.clock = clock;
        retold = new AtomicReference<>(clock.instant());
    }

    @Override
    public CompletionStage<Lease> take(String owner, int most) {
        CompletableFuture<Lease> answer = new CompletableFuture<>();
        owners.compute(owner, (key, known) -> {
            HeldPlaces places = known == null ? new HeldPlaces() : known;
            places.wish(new Wish(most, answer));
            return places;
        });
        goOn(owner, false);
        return answer;
    }

    private Lease lease(String owner) {
        AtomicBoolean held = new AtomicBoolean(true);
        return () -> {
            if (held.compareAndSet(true, false)) {
                owners.computeIfPresent(owner, (key, places) -> {
                    places.release();
                    return places;
                });
                goOn(owner, false);
            }
        };
    }

    /** @param wishedOnly leaves what nobody waits for to the next {@link #renew} */
    private void goOn(String owner, boolean wishedOnly) {
        AtomicReference<Optional<Turn>> due = new AtomicReference<>(Optional.empty());
        owners.computeIfPresent(owner, (key, places) -> {
            if (!wishedOnly || places.isWished()) {
                due.set(places.next());
            }
            return places.isForgotten() ? null : places;
        });
        due.get().ifPresent(turn -> tell(owner, turn, Set.of(), MAX_ATTEMPTS)
                .whenComplete((granted, failure) -> told(owner, turn, Optional.ofNullable(granted), failure)));
    }

    private void told(String owner, Turn turn, Optional<Granted> answer, Throwable failure) {
        int places = answer.map(Granted::places).orElse(0);
        owners.computeIfPresent(owner, (key, known) -> {
            answer.ifPresentOrElse(granted -> known.done(turn, granted.places()), known::failed);
            return known;
        });
        for (int i = 0; i < turn.wishes().size(); i++) {
            CompletableFuture<Lease> waiting = turn.wishes().get(i).answer();
            if (i < places) {
                waiting.complete(lease(owner));
            } else {
                waiting.completeExceptionally(answer
                        .<RuntimeException>map(granted -> new LeaseLimit(granted.all(), turn.most()))
                        .orElseGet(() -> RedisConnections.unavailable(failure)));
            }
        }
        goOn(owner, answer.isEmpty());
    }

    private CompletionStage<Granted> tell(String owner, Turn turn, Set<String> dead, int attempts) {
        if (attempts == 0) {
            return CompletableFuture.failedFuture(new IllegalStateException("nodes come and go too fast"));
        }
        if (nodes.names().isEmpty()) {
            return nodes.renew().thenCompose(stood -> tell(owner, turn, dead, attempts - 1));
        }
        return lease.run(redis, List.of(RedisKeys.lease(owner)), arguments(turn, dead)).thenCompose(answer -> {
            int granted = ((Long) answer.getFirst()).intValue();
            return granted >= 0
                    ? CompletableFuture.completedStage(new Granted(granted, ((Long) answer.getLast()).intValue()))
                    : nodes.renew().thenCompose(stood -> tell(owner, turn, dead(answer), attempts - 1));
        });
    }

    private List<?> arguments(Turn turn, Set<String> dead) {
        Set<String> living = nodes.names();
        List<Object> arguments = new ArrayList<>(List.of(node.text(), turn.held(), turn.wishes().size(), turn.most(),
                KEPT.toMillis(), living.size()));
        arguments.addAll(living);
        arguments.addAll(dead);
        return arguments;
    }

    private Set<String> dead(List<Object> unknown) {
        Set<String> living = nodes.names();
        return unknown.stream().skip(1).map(name -> new String((byte[]) name, UTF_8))
                .filter(name -> !living.contains(name)).collect(Collectors.toUnmodifiableSet());
    }

    /** Renews the node's word, then makes good what Redis was not told, or may have lost. */
    @Override
    public void renew() {
        var _ = nodes.renew().whenComplete((stood, failure) -> {
            if (failure == null) {
                tellAll(!stood || isOld());
            } else {
                LOG.debug("this node's word is not renewed: {}", failure.getMessage());
            }
        });
    }

    private boolean isOld() {
        Instant now = clock.instant();
        Instant last = retold.get();
        return now.isAfter(last.plus(RETOLD)) && retold.compareAndSet(last, now);
    }

    private void tellAll(boolean anew) {
        for (String owner : owners.keySet()) {
            if (anew) {
                owners.computeIfPresent(owner, (key, places) -> {
                    places.doubt();
                    return places;
                });
            }
            goOn(owner, false);
        }
    }
}
