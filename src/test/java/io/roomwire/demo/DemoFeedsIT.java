package io.roomwire.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The feeds of the systems that want a token, as a newcomer sees them. */
final class DemoFeedsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DONGLE = "dongle:d_00000000000000a1";

    @Test
    void playsEverySystemThoughTwoNodesDo() {
        try (RedisProcess redis = RedisProcess.start(); EmbeddedServer one = node(redis);
             EmbeddedServer two = node(redis)) {
            URI address = URI.create("http://127.0.0.1:" + one.getPort());
            String token = Jwt.of("demo", Map.of("aud", "authenticated", "email", "demo@example.org"));
            String room = awaitId(address, token, "/api/v1/rooms");
            String group = awaitId(address, token, "/api/v1/groups");
            List<String> streams = List.of("room:t_001", "worklog:" + room, "trading:1", "project:demo", DONGLE,
                    "group:" + group);
            try (SseViewer viewer = SseViewer.watch(address, "/api/v1/events?token=" + token + "&streams="
                    + String.join(",", streams))) {
                await().atMost(PATIENCE).untilAsserted(() ->
                        assertThat(heard(viewer)).containsExactlyInAnyOrderElementsOf(streams));
                assertThat(frames(viewer)).isNotEmpty();
            }
            assertThat(two.isRunning()).isTrue();
        }
    }

    private static Set<String> heard(SseViewer viewer) {
        Set<String> streams = new TreeSet<>();
        viewer.events().forEach(event -> {
            JsonNode stream = Json.parse(event.data().orElseThrow()).get("stream");
            if (stream != null) {
                streams.add(stream.getStringValue());
            }
        });
        return streams;
    }

    private static List<String> frames(SseViewer viewer) {
        return viewer.events().stream().map(event -> event.data().orElseThrow())
                .filter(data -> data.contains("\"event\":\"can_frame\"") && data.contains(DONGLE)).toList();
    }

    /** The id of the first that is listed. */
    private static String awaitId(URI node, String token, String path) {
        HttpResponse<String> list = await().atMost(PATIENCE).ignoreExceptions()
                .until(() -> Http.get(node.resolve(path), "Authorization", "Bearer " + token),
                        answer -> answer.statusCode() == 200 && answer.body().contains("\"id\":\""));
        return list.body().replaceFirst("(?s).*?\"id\":\"([^\"]*)\".*", "$1");
    }

    private static EmbeddedServer node(RedisProcess redis) {
        return ApplicationContext.run(EmbeddedServer.class, Map.of("redis.uri", redis.uri(),
                "micronaut.server.port", -1, "roomwire.jwt.secret", Jwt.SECRET), "demo", "open");
    }
}
