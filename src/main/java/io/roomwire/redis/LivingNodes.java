package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.access.LeaseSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The nodes that live, as each says of itself in {@code rw:nodes}. What a node holds for others counts no longer than
 * its word stands. Safe for any thread, never blocks but at the end.
 */
@Singleton
final class LivingNodes {

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final RedisConnections redis;
    private final NodeName node;
    private final LeaseSettings settings;
    private final Script nodes = Script.named("nodes");
    private volatile Set<String> names = Set.of();
    private volatile boolean over;

    LivingNodes(RedisConnections redis, NodeName node, LeaseSettings settings) {
        this.redis = redis;
        this.node = node;
        this.settings = settings;
    }

    /** As last read; empty before the first word of this node. */
    Set<String> names() {
        return names;
    }

    /**
     * Renews this node's word and reads the names anew.
     *
     * @return whether the word still stood; if not, others may have taken out what this node held
     */
    CompletionStage<Boolean> renew() {
        return over ? CompletableFuture.failedFuture(new IllegalStateException("the node ends"))
                : say(settings.validity()).thenApply(answer -> {
                    names = answer.stream().skip(1).map(name -> new String((byte[]) name, UTF_8))
                            .collect(Collectors.toUnmodifiableSet());
                    return answer.getFirst().equals(1L);
                });
    }

    private CompletionStage<List<Object>> say(Duration validity) {
        return nodes.run(redis, List.of(RedisKeys.NODES), List.of(node.text(), validity.toMillis()));
    }

    /** What this node held is free at once. */
    @PreDestroy
    void leave() {
        over = true;
        say(Duration.ZERO).exceptionally(away -> List.of()).toCompletableFuture()
                .completeOnTimeout(List.of(), FAREWELL.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
