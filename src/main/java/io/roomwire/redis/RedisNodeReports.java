package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.event.StreamKey;
import io.roomwire.ops.NodeReports;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Reports as one hash, {@code rw:{cluster:nodes}:reports}, and a sorted set that says when each expires. */
@Singleton
final class RedisNodeReports implements NodeReports {

    private static final StreamKey CLUSTER = new StreamKey("cluster", "nodes");
    private static final List<String> KEYS = List.of(RedisKeys.of(CLUSTER, "expiry"), RedisKeys.of(CLUSTER, "reports"));
    private static final List<String> FACTS = List.of("redis_version", "used_memory", "maxmemory", "connected_clients",
            "instantaneous_ops_per_sec");
    private static final int MEMBERS = 3;
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final RedisConnections redis;
    private final LivingNodes nodes;
    private final NodeName name;
    private final Script script = Script.named("report");
    private volatile boolean over;

    RedisNodeReports(RedisConnections redis, LivingNodes nodes, NodeName name) {
        this.redis = redis;
        this.nodes = nodes;
        this.name = name;
    }

    @Override
    public String node() {
        return name.text();
    }

    @Override
    public CompletionStage<Answer> tell(String report) {
        return over ? CompletableFuture.failedFuture(new IllegalStateException("the node ends"))
                : say(VALIDITY, report).thenApply(this::answer);
    }

    private CompletionStage<List<Object>> say(Duration validity, String report) {
        return script.run(redis, KEYS, List.of(name.text(), validity.toMillis(), report));
    }

    private Answer answer(List<Object> answer) {
        Map<String, String> server = new HashMap<>();
        for (int i = 0; i < FACTS.size(); i++) {
            String fact = text(answer.get(i));
            if (!fact.isEmpty()) {
                server.put(FACTS.get(i), fact);
            }
        }
        Set<String> leased = nodes.names();
        List<Said> reports = new ArrayList<>();
        for (int i = FACTS.size(); i < answer.size(); i += MEMBERS) {
            String node = text(answer.get(i));
            reports.add(new Said(node, Duration.ofMillis((Long) answer.get(i + 1)), leased.contains(node),
                    text(answer.get(i + 2))));
        }
        return new Answer(reports, server);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }

    @Override
    @PreDestroy
    public void leave() {
        over = true;
        say(Duration.ZERO, "").exceptionally(away -> List.of()).toCompletableFuture()
                .completeOnTimeout(List.of(), FAREWELL.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
