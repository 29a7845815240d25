package io.roomwire.worklog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.RedisWire;
import io.roomwire.testkit.SseViewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;

/** Agents publish on the Redis channel while the node that ingests it dies, or sleeps and wakes up. */
@Tag("faults")
@Timeout(120)
final class LogTakeoverIT {

    private static final Duration PACE = Duration.ofMillis(10);
    private static final Duration SLEEP = Duration.ofSeconds(20);
    private static final int MORE = 100;

    private final RedisProcess redis = RedisProcess.start();
    private final NodeProcess holder = NodeProcess.start(redis.uri(), environment());
    private final NodeProcess other = NodeProcess.start(redis.uri(), environment());
    private final LogOnNode room = LogOnNode.created(other.address(), LogOnNode.token("mia"));
    private final SseViewer viewer = room.watch();
    private final AtomicInteger published = new AtomicInteger();
    private final RedisWire wire = RedisWire.connect(redis.port());
    private final ScheduledExecutorService agent = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        agent.shutdownNow();
        wire.close();
        viewer.close();
        other.close();
        holder.close();
        redis.close();
    }

    @Test
    @Execution(CONCURRENT)
    void anotherNodeTakesOverWithinFiveSecondsWhenTheHolderIsKilled() {
        begin();
        holder.kill();
        long killed = System.nanoTime();
        await().until(() -> holds(other));
        Duration takeover = Duration.ofNanos(System.nanoTime() - killed);
        awaitPublished(published.get() + MORE);
        List<Integer> seen = seen(published.get());
        int last = IntStream.range(0, seen.size()).filter(i -> seen.get(i) != i).findFirst().orElse(seen.size()) - 1;
        int lost = seen.get(last + 1) - last - 1;
        System.out.printf("takeover: %d ms; %d lines, one every %d ms, were published into the gap%n",
                takeover.toMillis(), lost, PACE.toMillis());
        assertThat(takeover).isLessThan(Duration.ofSeconds(5));
        assertThat(lost * PACE.toMillis()).isLessThan(5000);
        assertThat(seen.subList(last + 1, seen.size()))
                .isEqualTo(IntStream.rangeClosed(seen.get(last + 1), seen.getLast()).boxed().toList());
    }

    @Test
    @Execution(CONCURRENT)
    void aHolderThatSleepsAndWakesUpAddsNothing() {
        begin();
        holder.freeze();
        long asleep = System.nanoTime();
        await().until(() -> holds(other));
        int takenOver = published.get() + 1;
        await().atMost(SLEEP.multipliedBy(2)).until(() -> System.nanoTime() - asleep >= SLEEP.toNanos());
        holder.thaw();
        await().until(() -> !holds(holder));
        awaitPublished(published.get() + MORE);
        int end = published.get();
        List<Integer> seen = seen(end);
        System.out.printf("the sleeper: %d lines after the takeover, each seen once; refused of the sleeper: %s%n",
                end - takenOver, metric(holder, "roomwire_ingest_lost_total{reason=\"refused\"}"));
        assertThat(seen).doesNotHaveDuplicates().isSorted();
        assertThat(seen.stream().filter(n -> n >= takenOver && n < end).toList())
                .isEqualTo(IntStream.range(takenOver, end).boxed().toList());
        assertThat(holds(other)).isTrue();
        assertThat(viewer.resets()).isEmpty();
    }

    /** Returns when the first node ingests what the agent publishes. */
    private void begin() {
        assertThat(holds(holder)).isTrue();
        var _ = agent.scheduleWithFixedDelay(this::publish, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
        await().until(() -> numbers().size() >= MORE);
    }

    private void publish() {
        wire.call("PUBLISH", room.channel(), LogOnNode.line(Integer.toString(published.get())));
        published.incrementAndGet();
    }

    private void awaitPublished(int count) {
        await().until(() -> published.get() >= count);
    }

    /** The numbers of all lines that were seen, once the one before {@code end} was. */
    private List<Integer> seen(int end) {
        await().until(() -> !numbers().isEmpty() && numbers().getLast() >= end - 1);
        return numbers();
    }

    private List<Integer> numbers() {
        return LogOnNode.messages(viewer).stream().map(Integer::valueOf).toList();
    }

    private static boolean holds(NodeProcess node) {
        return metric(node, "roomwire_ingest_holder").equals("1.0");
    }

    private static String metric(NodeProcess node, String name) {
        try {
            return Http.get(node.address().resolve("/prometheus")).body().lines()
                    .filter(line -> line.startsWith(name + " ")).findFirst().orElse(" ").split(" ", -1)[1];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        LogOnNode.ACCESS.forEach((name, value) ->
                environment.put(name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT), value.toString()));
        return environment;
    }
}
