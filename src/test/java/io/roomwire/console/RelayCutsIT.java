package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.console.RelayAgent.Manner;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is cut, and however often: by number every frame that was accepted arrives once and in order. */
@Tag("faults")
@Timeout(120)
final class RelayCutsIT {

    private static final int FRAMES = 8000;
    private static final int LARGEST_BATCH = 40;
    private static final Manner[] MANNERS = {Manner.MESSAGES, Manner.PONGS};

    private final RelayOnNode relay = RelayOnNode.fresh();
    private final RedisProcess redis = RedisProcess.start();
    private final List<TcpProxy> ways = List.of(TcpProxy.to(redis.port()), TcpProxy.to(redis.port()));
    private final List<Node> nodes = new ArrayList<>();
    private final List<RelayAgent> agents = new ArrayList<>();

    @BeforeEach
    void start() {
        ways.forEach(way -> nodes.add(Node.start(way.redisUri())));
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::close);
        ways.forEach(TcpProxy::close);
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyAcceptedFrameArrivesOnceAndInOrder(long seed) {
        Random random = new Random(seed);
        CompletableFuture<List<Integer>> sender = CompletableFuture.supplyAsync(() -> sendAll(new Random(seed)));
        while (!sender.isDone()) {
            cut(random);
            awaitProgress(random.nextInt(400), sender);
        }
        attach(random);
        await().atMost(Duration.ofSeconds(30)).ignoreExceptionsInstanceOf(EventLogUnavailable.class)
                .until(() -> relay.backlog(nodes.getFirst()) == 0);
        Map<Long, Integer> arrived = arrived();
        assertThat(List.copyOf(arrived.values())).isSorted().doesNotHaveDuplicates().containsAll(sender.join());
        assertThat(sender.join()).as("most were accepted").hasSizeGreaterThan(FRAMES / 2);
    }

    /** One batch after the other; the node is changed only when it is certain what became of the last. */
    private List<Integer> sendAll(Random random) {
        List<Integer> accepted = new ArrayList<>();
        Node node = nodes.getFirst();
        for (int n = 0; n < FRAMES;) {
            int end = Math.min(FRAMES, n + 1 + random.nextInt(LARGEST_BATCH));
            try {
                relay.send(node, n, end);
                accepted.addAll(RelayOnNode.numbers(n, end));
                node = nodes.get(random.nextInt(20) == 0 ? 1 : nodes.indexOf(node));
            } catch (EventLogUnavailable unknown) {
                awaitRedis(node);
            }
            n = end;
        }
        return accepted;
    }

    private void awaitRedis(Node node) {
        await().ignoreException(EventLogUnavailable.class).until(() -> relay.backlog(node) >= 0);
    }

    private void cut(Random random) {
        TcpProxy way = ways.get(random.nextInt(ways.size()));
        switch (random.nextInt(5)) {
            case 0 -> way.cut();
            case 1 -> {
                way.holdAll();
                attach(random);
                awaitProgress(50, new CompletableFuture<>());
                way.heal();
            }
            case 2 -> {
                agents.forEach(RelayAgent::vanish);
                attach(random);
            }
            default -> {
                agents.forEach(RelayAgent::close);
                attach(random);
            }
        }
    }

    private void attach(Random random) {
        Node node = nodes.get(random.nextInt(nodes.size()));
        agents.add(RelayAgent.on(node, relay.group(), MANNERS[random.nextInt(MANNERS.length)]));
    }

    /** Until so many further frames have arrived, for half a second at most. */
    private void awaitProgress(int frames, CompletableFuture<?> end) {
        int wanted = received() + frames;
        long deadline = System.nanoTime() + Duration.ofMillis(500).toNanos();
        await().pollInterval(Duration.ofMillis(5)).until(() ->
                received() >= wanted || end.isDone() || System.nanoTime() > deadline);
    }

    private int received() {
        return agents.stream().mapToInt(agent -> agent.seqs().size()).sum();
    }

    /** By number; each connection got its frames without a hole, and a repeated number stands for the same frame. */
    private Map<Long, Integer> arrived() {
        TreeMap<Long, Integer> arrived = new TreeMap<>();
        for (RelayAgent agent : agents) {
            List<Long> seqs = agent.seqs();
            List<Integer> numbers = agent.numbers().subList(0, seqs.size());
            for (int i = 0; i < seqs.size(); i++) {
                Integer before = arrived.put(seqs.get(i), numbers.get(i));
                assertThat(before == null || before.equals(numbers.get(i))).isTrue();
            }
        }
        agents.stream().map(RelayAgent::seqs).filter(seqs -> !seqs.isEmpty()).forEach(seqs -> assertThat(seqs)
                .isEqualTo(List.copyOf(arrived.subMap(seqs.getFirst(), true, seqs.getLast(), true).keySet())));
        return arrived;
    }
}
