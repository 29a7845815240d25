package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route of a stream while Redis is away, of which the node knows nothing yet: an EventSource gets what makes it
 * come again, others a status.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
final class StreamsWithoutRedisIT {

    private final RedisProcess redis = RedisProcess.start();
    private final OneOfEach things;
    private final Node node;

    StreamsWithoutRedisIT() {
        try (Node before = Node.start(redis.uri(), OneOfEach.SETTINGS)) {
            things = OneOfEach.on(before.address());
        }
        node = Node.start(redis.uri(), OneOfEach.SETTINGS);
        redis.kill();
    }

    @AfterAll
    void close() {
        node.close();
        redis.close();
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>(List.of(things.topic().path(), things.roomPath(), things.logPath(),
                things.modelPath(), things.projectPath(), OneOfEach.donglePath(things.dongle()), things.groupPath()));
        paths.add(things.bundlePath());
        Stream.of(things.topic().stream(), "room:" + things.room(), "worklog:" + things.log(),
                "trading:" + things.model(), "project:" + things.project(), "dongle:" + things.dongle(),
                "group:" + things.group()).map(OneOfEach::bundle).forEach(paths::add);
        return paths;
    }

    @ParameterizedTest
    @MethodSource("paths")
    @Execution(ExecutionMode.CONCURRENT)
    void tellsAnEventSourceInBand(String path) {
        String query = path + (path.contains("?") ? "&" : "?") + "token=" + things.token();
        assertUnavailable(query);
        assertUnavailable(path, "Cookie: dashboard_session=" + things.token());
    }

    private void assertUnavailable(String target, String... headers) {
        try (RawSse stream = RawSse.connect(node.address())) {
            assertThat(stream.get(target, headers).readHead()).startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("content-type: text/event-stream");
            assertThat(stream.readThrough("}\n\n")).contains(": refused\n\nretry: ",
                    "event: unavailable\ndata: {\"type\":\"unavailable\",\"reason\":\"not_live\",\"ts\":\"")
                    .doesNotContain("\nid: ");
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    @Execution(ExecutionMode.CONCURRENT)
    void tellsByStatusWhoSetsHeaders(String path) {
        assertRefused(path, "Authorization: Bearer " + things.token());
    }

    @Test
    void tellsAServiceByStatus() {
        String[] signed = Signed.headers(Signed.SECRET, things.owner(), "");
        assertRefused(things.servicePath(), signed[0] + ": " + signed[1], signed[2] + ": " + signed[3],
                signed[4] + ": " + signed[5]);
    }

    private void assertRefused(String path, String... headers) {
        try (RawSse stream = RawSse.connect(node.address())) {
            assertThat(stream.get(path, headers).readHead()).startsWith("HTTP/1.1 503 ")
                    .containsPattern("(?i)retry-after: [1-9]");
        }
    }
}
