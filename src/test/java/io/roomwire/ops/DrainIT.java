package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that are told to end. */
@Timeout(60)
final class DrainIT {

    private static final String GRACE = "ROOMWIRE_DRAIN_GRACE";
    private static final String SPREAD = "ROOMWIRE_DRAIN_SPREAD";
    private static final Duration LAST = Duration.ofSeconds(5);
    private static final int VIEWERS = 20;

    private final Topic topic = Topic.fresh();

    @Test
    void letsItsStreamsGoOneAfterTheOtherAndEndsWithZero() throws IOException {
        try (NodeProcess node = NodeProcess.start(TestRedis.uri(), Map.of(GRACE, "4s", SPREAD, "2s"))) {
            List<RawSse> viewers = viewers(node, VIEWERS);
            topic.append(node.address(), "\"before\"");
            long told = System.nanoTime();
            node.terminate();
            List<CompletableFuture<Duration>> reading = ends(viewers, told);
            await().until(() -> !node.isReady());
            assertThat(Http.get(node.address().resolve("/readyz")).body())
                    .isEqualTo("{\"status\":\"not_ready\",\"reason\":\"draining\"}");
            assertThat(Http.get(node.address().resolve("/healthz")).statusCode()).isEqualTo(200);
            assertRefuses(node.address());
            topic.append(node.address(), "\"in the grace\"");
            List<Duration> ends = reading.stream().map(CompletableFuture::join).sorted().toList();
            assertThat(ends.getFirst()).isBetween(Duration.ofMillis(3900), Duration.ofMillis(4900));
            assertThat(ends.get(VIEWERS / 2)).isBetween(Duration.ofMillis(4400), Duration.ofMillis(5600));
            assertThat(ends.getLast()).isBetween(Duration.ofMillis(5200), Duration.ofMillis(6500));
            assertThat(node.exitStatus()).isZero();
            assertThat(since(told)).isLessThan(Duration.ofSeconds(6).plus(LAST));
            assertThat(node.output()).doesNotContain("Exception", "ERROR", "WARN");
        }
    }

    private void assertRefuses(URI node) throws IOException {
        try (RawSse late = RawSse.connect(node); RawSse service = RawSse.connect(node)) {
            assertThat(late.get(topic.path()).readToEnd()).startsWith("HTTP/1.1 200 OK")
                    .contains("text/event-stream", "Connection: close", "retry: ",
                            "event: unavailable\ndata: {\"type\":\"unavailable\",\"reason\":\"draining\",")
                    .doesNotContain("id: ");
            assertThat(service.get(topic.path(), "x-control-token: " + Node.CONTROL_TOKEN).readHead())
                    .startsWith("HTTP/1.1 503 ").contains("etry-", ": 1\r\n");
        }
    }

    /** When each ends; all have had the event then, and been told when to come again. */
    private static List<CompletableFuture<Duration>> ends(List<RawSse> viewers, long told) {
        return viewers.stream().map(viewer -> CompletableFuture.supplyAsync(() -> {
            assertThat(viewer.readToEnd()).containsPattern("\"in the grace\"[^i]+retry: [12]\\d{3}\n\n\r\n0\r\n\r\n$");
            viewer.close();
            return since(told);
        }, task -> Thread.ofVirtual().start(task))).toList();
    }

    @Test
    void endsAtOnceAtTheSecondSignal() {
        try (NodeProcess node = NodeProcess.start(TestRedis.uri(), Map.of(GRACE, "1m"));
                RawSse viewer = viewers(node, 1).getFirst()) {
            node.terminate();
            await().until(() -> !node.isReady());
            long told = System.nanoTime();
            node.terminate();
            assertThat(viewer.readToEnd()).endsWith("0\r\n\r\n");
            assertThat(node.exitStatus()).isEqualTo(143);
            assertThat(since(told)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void beginsToLeaveWhenAHookSaysSoAndIsTheSameNodeForItsSignal() throws IOException {
        try (NodeProcess node = NodeProcess.start(TestRedis.uri(), Map.of(SPREAD, "1s"));
                RawSse viewer = viewers(node, 1).getFirst()) {
            URI drain = node.address().resolve("/drain");
            assertThat(Http.post(drain, "").statusCode()).isEqualTo(401);
            assertThat(Http.post(drain, "", "Authorization", "Basic cm9vdDpyb290").statusCode()).isEqualTo(401);
            assertThat(node.isReady()).isTrue();
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> answer = Http.post(drain, "", "x-control-token", Node.CONTROL_TOKEN);
                assertThat(answer.statusCode()).isEqualTo(202);
                assertThat(answer.body()).isEqualTo("{\"status\":\"draining\"}");
            }
            assertThat(viewer.readToEnd()).endsWith("0\r\n\r\n");
            assertThat(topic.append(node.address(), "1")).isPositive();
            long told = System.nanoTime();
            node.terminate();
            assertThat(node.exitStatus()).isZero();
            assertThat(since(told)).isLessThan(LAST);
        }
    }

    @Test
    void answersTheAppendThatIsUnderWay() throws Exception {
        try (RedisProcess redis = RedisProcess.start(); NodeProcess node = NodeProcess.start(redis.uri())) {
            topic.append(node.address(), "0");
            redis.freeze();
            List<CompletableFuture<Integer>> appends = IntStream.range(0, VIEWERS).mapToObj(i ->
                    CompletableFuture.supplyAsync(() ->
                            topic.post(node.address(), "{\"name\":\"e\",\"data\":" + i + "}").statusCode(),
                            task -> Thread.ofVirtual().start(task))).toList();
            await().until(() -> Http.get(node.address().resolve("/healthz")).statusCode() == 200);
            node.terminate();
            await().until(() -> !node.isReady());
            redis.thaw();
            assertThat(appends.stream().map(CompletableFuture::join).toList()).containsOnly(201);
            assertThat(node.exitStatus()).isZero();
            assertThat(topic.stored(redis)).hasSize(VIEWERS + 1);
        }
    }

    @Test
    @Tag("faults")
    void doesNotWaitForARedisThatDoesNotAnswer() {
        try (RedisProcess redis = RedisProcess.start();
                NodeProcess node = NodeProcess.start(redis.uri(), Map.of(SPREAD, "1s"))) {
            List<RawSse> viewers = viewers(node, VIEWERS);
            redis.freeze();
            long told = System.nanoTime();
            node.terminate();
            viewers.forEach(viewer -> assertThat(viewer.readToEnd()).endsWith("0\r\n\r\n"));
            assertThat(node.exitStatus()).isZero();
            assertThat(since(told)).isLessThan(Duration.ofSeconds(1).plus(LAST));
            redis.thaw();
        }
    }

    @Test
    void saysSoToTheOtherNodes() {
        try (Node one = Node.start(TestRedis.uri(), Map.of("roomwire.drain.grace", "1m"));
                Node other = Node.start(TestRedis.uri())) {
            String name = one.bean(NodeSelf.class).name();
            one.bean(Drain.class).begin();
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() ->
                    assertThat(other.bean(Reporter.class).known().overview().nodes()).anySatisfy(row -> {
                        assertThat(row.node()).isEqualTo(name);
                        assertThat(row.state()).isEqualTo("draining");
                        assertThat(row.reason()).isEqualTo("draining");
                        assertThat(row.draining()).isTrue();
                    }));
        }
    }

    private List<RawSse> viewers(NodeProcess node, int count) {
        List<RawSse> viewers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            viewers.add(RawSse.connect(node.address()).get(topic.path()));
        }
        viewers.forEach(viewer -> viewer.readThrough("retry: "));
        return viewers;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
