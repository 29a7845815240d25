package io.roomwire.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Nginx;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the chat promises, measured on two nodes behind nginx while one connection in ten is cut every second. Prints
 * what it found; latency is printed alone, for it is the machine's.
 */
@Tag("measured")
final class ProjectMeasuredIT {

    private static final int USERS = 12;
    private static final int VIEWERS = 60;
    private static final int MESSAGES = 300;
    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final int MESSAGES_PER_CUT = 20;

    /** When each message was posted, and how long it took to the client that measures, in ns. */
    private final Map<Integer, Long> posted = new ConcurrentHashMap<>();
    private final Map<Integer, Long> latencies = new ConcurrentHashMap<>();
    private final Random dice = new Random(3);

    @Test
    @Timeout(60)
    void holdsWhatItPromisesWhileConnectionsAreCut() {
        try (Node first = Node.start(TestRedis.uri(), ProjectOnNode.SETTINGS);
                Node second = Node.start(TestRedis.uri(), ProjectOnNode.SETTINGS);
                Nginx nginx = Nginx.before(first.address().getPort(), second.address().getPort());
                RawSse watch = RawSse.connect(nginx.address())) {
            ProjectOnNode project = ProjectOnNode.unknown(first).at(nginx.address());
            assertThat(project.service("", "PUT", "", members()).statusCode()).isEqualTo(204);
            watch.get(project.streamPath(), project.streamHeaders("u0")).readThrough("connection.established");
            List<SseViewer> viewers = IntStream.range(0, VIEWERS)
                    .mapToObj(i -> project.watch("u" + i % USERS, "")).toList();
            viewers.forEach(viewer -> viewer.awaitBlock(block -> block.isNamed("connection.established")));
            int connects = viewers.stream().mapToInt(SseViewer::attempts).sum();
            Thread clock = Thread.ofVirtual().start(() -> measure(watch));

            List<Long> said = talk(project, viewers);

            viewers.forEach(viewer -> viewer.awaitId(said.getLast()));
            join(clock);
            report(viewers, said, connects);
            viewers.forEach(SseViewer::close);
        }
    }

    private static String members() {
        return "{\"owner\":\"u0\",\"collaborators\":[" + IntStream.range(1, USERS).mapToObj(i -> "\"u" + i + '"')
                .collect(Collectors.joining(",")) + "]}";
    }

    private List<Long> talk(ProjectOnNode project, List<SseViewer> viewers) {
        List<Long> said = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            posted.put(i, System.nanoTime());
            said.add(project.say("u" + i % USERS, "#" + i + "#"));
            if (i % MESSAGES_PER_CUT == 0) {
                IntStream.range(0, VIEWERS / 10).forEach(any -> cut(viewers.get(dice.nextInt(VIEWERS))));
            }
        }
        return said;
    }

    /** Only what has been greeted: every other attempt is to end by itself. */
    private static void cut(SseViewer viewer) {
        if (established(viewer) == viewer.attempts()) {
            viewer.drop();
        }
    }

    private void measure(RawSse watch) {
        for (int i = 0; i < MESSAGES; i++) {
            watch.readThrough("#" + i + "#");
            latencies.put(i, System.nanoTime() - posted.getOrDefault(i, 0L));
        }
    }

    private void report(List<SseViewer> viewers, List<Long> said, int connects) {
        int attempts = viewers.stream().mapToInt(SseViewer::attempts).sum() - connects;
        int reconnects = (int) viewers.stream().mapToLong(ProjectMeasuredIT::established).sum() - VIEWERS;
        List<List<Long>> received = viewers.stream().map(ProjectMeasuredIT::messages).toList();
        long lost = received.stream().mapToLong(seqs -> said.stream().filter(seq -> !seqs.contains(seq)).count()).sum();
        long twice = received.stream().mapToLong(seqs -> seqs.size() - seqs.stream().distinct().count()).sum();
        List<Long> sorted = latencies.values().stream().sorted().toList();
        System.out.printf(Locale.ROOT,
                "project chat: %d viewers, %d messages: connects %.1f %%, reconnects %.1f %% of %d, "
                + "POST to SSE p50 %.1f ms, p99 %.1f ms, lost %d, twice %d%n", VIEWERS, said.size(),
                100.0 * VIEWERS / connects, 100.0 * reconnects / attempts, attempts, millis(sorted, 50),
                        millis(sorted, 99),
                lost, twice);
        assertThat(lost).isZero();
        assertThat(twice).isZero();
        assertThat(received).allSatisfy(seqs -> assertThat(seqs).isEqualTo(said));
        assertThat(VIEWERS / (double) connects).isGreaterThan(0.99);
        assertThat(reconnects / (double) attempts).isGreaterThan(0.95);
    }

    private static double millis(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e6;
    }

    private static long established(SseViewer viewer) {
        return viewer.events().stream().filter(event -> event.isNamed("connection.established")).count();
    }

    private static List<Long> messages(SseViewer viewer) {
        return viewer.events().stream().filter(event -> event.isNamed("message.new") || event.isNamed("message.replay"))
                .map(SseBlock::position).toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
