package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.Prometheus;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.Signed;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators see, with a real Prometheus: each alert is fired by its fault, and each panel has something to show. */
@Timeout(240)
final class MonitoringIT {

    private static final Path ALERTS = Path.of("monitoring/alerts.yml");
    private static final Path DASHBOARD = Path.of("monitoring/dashboard.json");
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Pattern NAME = Pattern.compile("- alert: (\\w+)");
    private static final Pattern DRAIN = Pattern.compile("roomwire_draining == 1\\s+for: (\\w+)");
    private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");

    @TempDir
    private Path folder;

    @Test
    void promtoolFindsNothingWrong() throws IOException {
        assertThat(Prometheus.promtool("check rules", ALERTS)).isEmpty();
        assertThat(Prometheus.promtool("check config", Path.of("monitoring/prometheus.yml"))).isEmpty();
        try (Node node = Node.start(TestRedis.uri())) {
            Path scrape = Files.writeString(folder.resolve("scrape"),
                    Http.get(node.address().resolve("/prometheus")).body());
            assertThat(Prometheus.promtool("check metrics", scrape).lines()).noneMatch(said -> said.startsWith("roomwire_"));
        }
    }

    /** Grace and spread are 10 minutes each at most. */
    @Test
    void aDrainThatTakesAsLongAsItMayIsNotStuck() throws IOException {
        assertThat(DRAIN.matcher(Files.readString(ALERTS)).results().map(found -> Duration.parse("PT" + found.group(1))))
                .singleElement(InstanceOfAssertFactories.DURATION).isGreaterThan(Duration.ofMinutes(20));
    }

    /** The rules are those that operators get, but for their patience. */
    @Test
    @Tag("faults")
    void eachAlertIsFiredByItsFaultAndEachPanelHasSomethingToShow() throws IOException {
        String rules = Files.readString(ALERTS).replaceAll("\\[5m\\]", "[10s]").replaceAll("for: \\w+", "for: 1s");
        try (RedisProcess redis = RedisProcess.start();
                NodeProcess node = NodeProcess.start(redis.uri(), Map.of("ROOMWIRE_SSE_STREAMS", "3",
                        "ROOMWIRE_HMAC_SECRET", Signed.SECRET));
                NodeProcess other = NodeProcess.start(redis.uri(), Map.of("ROOMWIRE_DRAIN_GRACE", "2m"));
                Prometheus prometheus = Prometheus.watching(rules, node.port(), other.port())) {
            List<String> seen = new ArrayList<>();
            try (SseViewer viewer = Topic.fresh().watch(node.address())) {
                assertThat(viewer.awaitLive().attempts()).isOne();
                // What is there at the first look has not grown.
                await().atMost(SOON).until(() -> prometheus.series("roomwire_delivery_seconds_count") == 2);
                lateness(node, other);
                fired(prometheus, seen, "RoomwireLate");
                Http.get(node.address().resolve("/v1/projects/p/chat/messages"), Signed.headers(Signed.SECRET, "mia", ""));
                await().atMost(SOON).until(() -> emptyPanels(prometheus), List::isEmpty);
                gaps(redis, node, prometheus);
                fired(prometheus, seen, "RoomwireGaps");
                reset(node);
                fired(prometheus, seen, "RoomwireResets");
                crowd(node);
                fired(prometheus, seen, "RoomwireSaturated");
            }
            redis.freeze();
            await().atMost(SOON).until(() -> Topic.fresh().post(node.address(), "{\"name\":\"e\",\"data\":1}",
                    "x-control-token", Node.CONTROL_TOKEN).statusCode() == 503);
            fired(prometheus, seen, "RoomwireAppendsRefused");
            fired(prometheus, seen, "RoomwireNotDelivering");
            redis.thaw();
            Http.post(other.address().resolve("/drain"), "", "x-control-token", Node.CONTROL_TOKEN);
            fired(prometheus, seen, "RoomwireDrainStuck");
            other.kill();
            fired(prometheus, seen, "RoomwireNodeGone");
            assertThat(seen).containsExactlyInAnyOrderElementsOf(
                    NAME.matcher(rules).results().map(found -> found.group(1)).toList());
            await().atMost(SOON).until(() -> !prometheus.firing().contains("RoomwireNotDelivering"));
        }
    }

    private static void fired(Prometheus prometheus, List<String> seen, String alert) {
        await(alert).atMost(SOON).until(() -> prometheus.firing().contains(alert));
        seen.add(alert);
    }

    /** The node stands still while another takes in what its viewer waits for. */
    private static void lateness(NodeProcess node, NodeProcess other) {
        Topic topic = Topic.fresh();
        try (SseViewer viewer = topic.watch(node.address()).awaitLive()) {
            node.freeze();
            for (int i = 0; i < 20; i++) {
                topic.append(other.address(), Integer.toString(i));
            }
            long frozen = System.nanoTime();
            await().until(() -> System.nanoTime() - frozen > Duration.ofSeconds(3).toNanos());
            node.thaw();
            viewer.awaitEvents(20);
        }
    }

    /** Events that are in the log and were never published. */
    private static void gaps(RedisProcess redis, NodeProcess node, Prometheus prometheus) {
        Topic topic = Topic.fresh();
        try (SseViewer viewer = topic.watch(node.address()).awaitLive()) {
            await().atMost(SOON).until(() -> {
                long before = topic.append(node.address(), "1");
                long silent = topic.appendSilently(redis, before, "2");
                viewer.awaitId(topic.append(node.address(), "3")).awaitId(silent);
                return prometheus.firing().contains("RoomwireGaps");
            });
        }
    }

    private static void reset(NodeProcess node) {
        Topic topic = Topic.fresh();
        topic.append(node.address(), "1");
        try (SseViewer viewer = topic.resume(node.address(), "17")) {
            await().atMost(SOON).until(() -> !viewer.resets().isEmpty());
        }
    }

    private static void crowd(NodeProcess node) {
        List<SseViewer> crowd = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            crowd.add(Topic.fresh().watch(node.address()));
        }
        await().atMost(SOON).until(() -> crowd.stream().anyMatch(viewer -> viewer.attempts() > 1));
        crowd.forEach(SseViewer::close);
    }

    /** The expressions of the dashboard that nothing answers to. */
    private static List<String> emptyPanels(Prometheus prometheus) throws IOException {
        return EXPRESSION.matcher(Files.readString(DASHBOARD)).results().map(MatchResult::group)
                .map(text -> Json.at('{' + text + '}', "expr").getStringValue()
                        .replace("$job", "roomwire").replace("$node", ".*")
                        .replace("$__rate_interval", "10s").replace("$__range", "10s"))
                .filter(expression -> prometheus.series(expression) == 0).toList();
    }
}
