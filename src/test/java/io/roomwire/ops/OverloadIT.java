package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Crowd;
import io.roomwire.testkit.CrowdViewer;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More than a node can take: the rest is told so, what was there is served, and all is well afterwards. */
@Tag("faults")
@Timeout(90)
final class OverloadIT {

    private static final int LIMIT = 10;
    private static final int DESCRIPTORS = 180;
    private static final int STORM = 1000;
    private static final int APPENDS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Topic topic = Topic.fresh();

    @Test
    void tellsWhoeverFindsNoRoomAndLetsTheNextInOnceThereIs() {
        try (Node node = Node.start(TestRedis.uri(), Map.of("roomwire.sse.streams", LIMIT))) {
            try (Crowd crowd = Crowd.join(node.address(), Collections.nCopies(LIMIT, topic.path()))) {
                for (int i = 0; i < LIMIT; i++) {
                    assertThat(refusal(node.address())).contains("event: unavailable\n", "\"too_many_streams\"");
                }
                List<Long> appended = List.of(topic.append(node.address(), "1"));
                crowd.viewers().forEach(viewer -> assertReceives(viewer, appended));
            }
            await().untilAsserted(() -> assertThat(refusal(node.address())).startsWith("HTTP/1.1 200 ")
                    .contains(": connected"));
        }
    }

    @Test
    void servesThoseItHasWhenItHasNoDescriptorLeft() {
        try (NodeProcess node = NodeProcess.startWithDescriptors(TestRedis.uri(), DESCRIPTORS);
                RawSse publisher = RawSse.connect(node.address());
                Crowd crowd = Crowd.join(node.address(), Collections.nCopies(LIMIT, topic.path()))) {
            append(publisher, 1);
            List<RawSse> others = Stream.generate(() -> RawSse.connect(node.address()).get(topic.path()))
                    .limit(DESCRIPTORS * 2L).toList();
            assertThat(others.getFirst().readThrough("\n\n")).startsWith("HTTP/1.1 200 ");
            await().until(() -> node.output().contains("Too many open files"));
            append(publisher, 2);
            crowd.viewers().forEach(viewer -> await().atMost(PATIENCE).until(() -> viewer.ids().size() == 2));
            others.forEach(RawSse::close);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> topic.append(node.address(), "3") > 0);
            crowd.viewers().forEach(viewer -> await().atMost(PATIENCE).until(() -> viewer.ids().size() == 3));
            assertThat(crowd.viewers()).extracting(CrowdViewer::cuts).containsOnly(0);
            assertThat(node.output().lines().filter(line -> line.contains("Too many open files")).count())
                    .isLessThan(LIMIT);
            assertThat(node.output()).contains("this process may open 180 files: it holds 52 streams at most, not 20000");
        }
    }

    /** On a connection that stands already. */
    private void append(RawSse publisher, int number) {
        String body = "{\"name\":\"e\",\"data\":" + number + "}";
        publisher.request("POST " + topic.path() + " HTTP/1.1", "x-control-token: " + Node.CONTROL_TOKEN,
                "Content-Type: application/json", "Content-Length: " + body.length());
        publisher.send(body);
        assertThat(publisher.readHead()).startsWith("HTTP/1.1 201 ");
        publisher.readThrough("}");
    }

    @Test
    void servesAStormOfConnectionsAndNobodyWaitsLong() {
        try (NodeProcess node = NodeProcess.start(TestRedis.uri());
                SseViewer before = topic.watch(node.address())) {
            CompletableFuture<Crowd> storm = CompletableFuture.supplyAsync(() ->
                    Crowd.join(node.address(), Collections.nCopies(STORM, topic.path())));
            List<Long> appended = new ArrayList<>();
            while (!storm.isDone()) {
                appended.add(topic.append(node.address(), "1"));
                before.awaitEvents(appended.size());
            }
            try (Crowd crowd = storm.join()) {
                assertThat(before.ids()).isEqualTo(appended);
                long last = topic.append(node.address(), "2");
                crowd.viewers().forEach(viewer -> {
                    await().atMost(PATIENCE).until(() -> viewer.ids().contains(last));
                    assertThat(viewer.cuts() + viewer.refusals() + viewer.resets()).isZero();
                });
            }
        }
    }

    @Test
    void refusesAtOnceWhatRedisIsTooSlowForAndKeepsTheRest() {
        try (RedisProcess redis = RedisProcess.start();
                Node node = Node.start(redis.uri(), Map.of("roomwire.appends.waiting", "128kB"));
                Crowd crowd = Crowd.join(node.address(), Collections.nCopies(LIMIT, topic.path()))) {
            flood(node).forEach(CompletableFuture::join);
            int before = topic.stored(redis).size();
            redis.freeze();
            long start = System.nanoTime();
            List<CompletableFuture<HttpResponse<String>>> answers = flood(node);
            await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() >= APPENDS * 2 / 3);
            Duration refused = Duration.ofNanos(System.nanoTime() - start);
            redis.thaw();
            assertThat(refused).isLessThan(Duration.ofSeconds(2));
            List<HttpResponse<String>> all = answers.stream().map(CompletableFuture::join).toList();
            assertThat(all).extracting(HttpResponse::statusCode).containsOnly(201, 503);
            assertThat(all).filteredOn(answer -> answer.statusCode() == 503).hasSizeGreaterThan(APPENDS / 2)
                    .allMatch(answer -> answer.headers().firstValue("Retry-After").isPresent());
            long last = topic.append(node.address(), "2");
            List<Long> appended = topic.stored(redis);
            assertThat(appended).hasSize(before + 1 + (int) all.stream().filter(answer -> answer.statusCode() == 201).count())
                    .endsWith(last);
            crowd.viewers().forEach(viewer -> assertReceives(viewer, appended));
        }
    }

    private List<CompletableFuture<HttpResponse<String>>> flood(Node node) {
        return Stream.generate(() -> CompletableFuture.supplyAsync(
                () -> topic.post(node.address(), "{\"name\":\"e\",\"data\":1}"),
                task -> Thread.ofVirtual().start(task))).limit(APPENDS).toList();
    }

    private String refusal(URI node) {
        try (RawSse late = RawSse.connect(node)) {
            return late.get(topic.path()).readThrough("\n\n") + late.readThrough("\n\n") + late.readThrough("\n\n");
        }
    }

    private static void assertReceives(CrowdViewer viewer, List<Long> appended) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(viewer.ids()).isEqualTo(appended));
        assertThat(viewer.resets()).isZero();
    }
}
