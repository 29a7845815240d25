package io.roomwire.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DemoRoomsIT {

    private static final int EVENTS = 5;

    @Test
    void showsSomethingNewEveryTwoSecondsThoughTwoNodesPlay() throws IOException {
        try (RedisProcess redis = RedisProcess.start(); EmbeddedServer one = node(redis);
             EmbeddedServer two = node(redis)) {
            URI address = URI.create("http://127.0.0.1:" + one.getPort());
            await().until(() -> Http.get(address.resolve("/api/rooms/t_001/stream-packet")).statusCode() == 200);
            try (SseViewer viewer = SseViewer.watch(address, "/api/rooms/t_001/events")) {
                await().atMost(Duration.ofSeconds(20)).until(() -> scripted(viewer).size() >= EVENTS);
                List<Long> times = scripted(viewer);
                assertThat(times.getLast() - times.getFirst()).isBetween((times.size() - 1) * 2_000L - 1_000,
                        (times.size() - 1) * 2_000L + 3_000);
            }
            assertThat(two.isRunning()).isTrue();
            assertThat(Http.get(address.resolve("/api/agents/registered")).body())
                    .contains("\"agent_id\":\"t_001\"", "\"agent_id\":\"t_002\"").doesNotContain("\"stopped\"");
        }
    }

    /** When decisions came and viewers spoke, in ms. */
    private static List<Long> scripted(SseViewer viewer) {
        Stream<String> lines = viewer.data("chat_public_append").stream()
                .filter(line -> line.contains("\"sender_type\":\"user\""));
        return Stream.concat(lines, viewer.data("decision").stream())
                .map(line -> Json.at(line, "ts_ms").getLongValue()).sorted().toList();
    }

    private static EmbeddedServer node(RedisProcess redis) {
        return ApplicationContext.run(EmbeddedServer.class, Map.of("redis.uri", redis.uri(),
                "micronaut.server.port", -1, "micronaut.server.host", "127.0.0.1"), "demo");
    }
}
