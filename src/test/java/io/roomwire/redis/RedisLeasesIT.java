package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.roomwire.access.LeaseLimit;
import io.roomwire.access.Leases;
import io.roomwire.access.Leases.Lease;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Places that are counted over two nodes on one Redis. */
@Timeout(60)
final class RedisLeasesIT {

    private static final String OWNER = "user:mia";
    private static final String KEY = "rw:{lease:user:mia}:held";
    private static final int MOST = 5;
    private static final Map<String, Object> SETTINGS = Map.of("roomwire.lease", "8s");
    private static final Duration CAUGHT_UP = Duration.ofSeconds(15);

    private final RedisProcess redis = RedisProcess.start();
    private final TcpProxy link = TcpProxy.to(redis.port());
    private final Node first = Node.start(link.redisUri(), SETTINGS);
    private final Node second = Node.start(redis.uri(), SETTINGS);

    @AfterEach
    void close() {
        first.close();
        second.close();
        link.close();
        redis.close();
    }

    @Test
    void neverGivesMorePlacesThanThereAreToManyAtOnceOnTwoNodes() {
        List<CompletableFuture<Lease>> takes = IntStream.range(0, 20).parallel()
                .mapToObj(i -> leases(i % 2 == 0 ? first : second).take(OWNER, MOST).toCompletableFuture()).toList();
        CompletableFuture.allOf(takes.toArray(CompletableFuture[]::new)).exceptionally(refused -> null).join();
        assertThat(takes.stream().filter(take -> !take.isCompletedExceptionally())).hasSize(MOST);
        assertThat(held()).isEqualTo(MOST);
    }

    @Test
    void tellsHowManyAreTaken() {
        take(first);
        assertThatThrownBy(() -> leases(second).take(OWNER, 1).toCompletableFuture().join())
                .isInstanceOf(CompletionException.class).cause().asInstanceOf(type(LeaseLimit.class))
                .satisfies(limit -> assertThat(limit.taken()).isEqualTo(1))
                .satisfies(limit -> assertThat(limit.most()).isEqualTo(1));
    }

    @Test
    void givesAPlaceBackOnceHoweverOftenItIsReleased() {
        Lease one = take(first);
        take(first);
        for (int i = 0; i < 3; i++) {
            one.release();
        }
        await().until(() -> held() == 1);
        assertThat(takesUpTo(second, MOST)).isEqualTo(MOST - 1);
    }

    @Test
    void leavesNothingBehindWhenAllIsReleased() {
        List<Lease> taken = List.of(take(first), take(second), take(second));
        taken.forEach(Lease::release);
        await().until(() -> Long.valueOf(0).equals(redis.call("EXISTS", KEY)));
    }

    @Test
    void keepsOwnersOfAnyNameApart() {
        List<String> names = List.of("user:a b", "user:a%20b", "user:ä}{", "user:" + "x".repeat(3000),
                "user:" + "x".repeat(3001));
        for (String name : names) {
            assertThat(leases(first).take(name, 1).toCompletableFuture().join()).isNotNull();
        }
        for (String name : names) {
            assertThatThrownBy(() -> leases(second).take(name, 1).toCompletableFuture().join())
                    .hasCauseInstanceOf(LeaseLimit.class);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void catchesUpWithWhatWasReleasedWhileRedisWasAway() {
        Lease one = take(first);
        take(first);
        link.refuse();
        await().until(() -> fails(first));
        one.release();
        link.heal();
        await().atMost(CAUGHT_UP).until(() -> held() == 1);
        assertThat(takesUpTo(second, MOST)).isEqualTo(MOST - 1);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void countsATakeWhoseAnswerWasLostOnlyUntilItIsMadeGood() {
        take(first);
        link.holdAnswers();
        CompletableFuture<Lease> lost = leases(first).take(OWNER, MOST).toCompletableFuture();
        await().until(() -> held() == 2);
        link.cut();
        link.heal();
        assertThatThrownBy(lost::join).hasCauseInstanceOf(EventLogUnavailable.class);
        await().atMost(CAUGHT_UP).until(() -> held() == 1);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void saysItsCountsAnewWhenRedisHasLostThem() {
        take(first);
        take(second);
        redis.call("FLUSHALL");
        await().atMost(CAUGHT_UP).until(() -> held() == 2);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void freesWhatANodeHeldSoonAfterItHasEnded() {
        Node third = Node.start(redis.uri(), SETTINGS);
        takesUpTo(third, MOST);
        assertThat(takesUpTo(second, MOST)).isZero();
        third.stop();
        await().atMost(CAUGHT_UP).until(() -> mayHave(second, MOST));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void renewsOneWordPerNodeAndNothingPerPlace() {
        for (int i = 0; i < 100; i++) {
            leases(first).take("user:" + i, 1).toCompletableFuture().join();
        }
        long before = commands("hset");
        double word = Double.parseDouble(word(first));
        await().atMost(CAUGHT_UP).until(() -> Double.parseDouble(word(first)) > word);
        assertThat(commands("hset") - before).isZero();
    }

    private static Leases leases(Node node) {
        return node.bean(Leases.class);
    }

    private static Lease take(Node node) {
        return leases(node).take(OWNER, MOST).toCompletableFuture().join();
    }

    private static int takesUpTo(Node node, int tries) {
        return taken(node, tries).size();
    }

    /** Leaves none taken. */
    private static boolean mayHave(Node node, int places) {
        List<Lease> taken = taken(node, places);
        taken.forEach(Lease::release);
        return taken.size() == places;
    }

    private static List<Lease> taken(Node node, int tries) {
        List<Lease> taken = new ArrayList<>();
        for (int i = 0; i < tries; i++) {
            leases(node).take(OWNER, MOST).exceptionally(full -> null).thenAccept(lease -> {
                if (lease != null) {
                    taken.add(lease);
                }
            }).toCompletableFuture().join();
        }
        return taken;
    }

    private static boolean fails(Node node) {
        return leases(node).take("user:other", 1).handle((lease, failure) -> failure != null).toCompletableFuture()
                .join();
    }

    private int held() {
        List<?> counts = (List<?>) redis.call("HVALS", KEY);
        return counts == null ? 0 : counts.stream().mapToInt(count -> Integer.parseInt(count.toString())).sum();
    }

    private String word(Node node) {
        return String.valueOf(redis.call("ZSCORE", "rw:nodes", node.bean(NodeName.class).text()));
    }

    private long commands(String name) {
        return String.valueOf(redis.call("INFO", "commandstats")).lines()
                .filter(line -> line.startsWith("cmdstat_" + name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceFirst(".*calls=([0-9]+),.*", "$1"))).findFirst()
                .orElse(0);
    }
}
