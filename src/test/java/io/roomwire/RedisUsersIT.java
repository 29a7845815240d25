package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisCluster;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.RedisWire;
import io.roomwire.testkit.SseViewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code redis/users.acl}: what a node may do is enough for all five systems, and what an operator may do is to look. */
final class RedisUsersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String PASSWORD = "change-me";
    private static final int SYSTEMS = 5;

    @Test
    @Tag("faults")
    void aNodeNeedsNoMoreThanItsUserMay() {
        try (RedisProcess redis = RedisProcess.start()) {
            admit(redis);
            tour("redis://node:" + PASSWORD + "@127.0.0.1:" + redis.port(), Map.of());
            assertThat(redis.call("ACL", "LOG")).isEqualTo(List.of());
            Pattern described = described();
            assertThat((List<?>) redis.call("KEYS", "*")).allMatch(key -> described.matcher(String.valueOf(key)).matches());
        }
    }

    @Test
    @Tag("faults")
    void noMoreInACluster() {
        try (RedisCluster redis = RedisCluster.start()) {
            redis.servers().forEach(RedisUsersIT::admit);
            tour(redis.uri().replace("redis://", "redis://node:" + PASSWORD + '@'),
                    Map.of("roomwire.redis.cluster", "true"));
            redis.servers().forEach(server -> assertThat(server.call("ACL", "LOG")).isEqualTo(List.of()));
        }
    }

    @Test
    void anOperatorLooksAndChangesNothing() {
        try (RedisProcess redis = RedisProcess.start()) {
            admit(redis);
            redis.call("XADD", "rw:{topic:t}:events", "1-0", "prev", "0", "event", "e", "data", "1");
            URI uri = URI.create("redis://127.0.0.1:" + redis.port());
            try (RedisWire operator = RedisWire.connect(uri)) {
                operator.call("AUTH", "operator", PASSWORD);
                assertThat(operator.call("XLEN", "rw:{topic:t}:events")).isEqualTo(1L);
                assertThat(String.valueOf(operator.call("INFO", "memory"))).contains("used_memory");
                for (String[] change : List.of(new String[] {"DEL", "rw:{topic:t}:events"}, new String[] {"FLUSHALL"},
                        new String[] {"SPUBLISH", "rw:{topic:t}", "1"}, new String[] {"CONFIG", "GET", "*"})) {
                    assertThatThrownBy(() -> operator.call(change)).hasMessageStartingWith("NOPERM");
                }
            }
        }
    }

    /** The scripted feeds and a user of each system. */
    private static void tour(String uri, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(OneOfEach.SETTINGS);
        settings.putAll(more);
        try (Node node = Node.launch(uri, settings, "demo")) {
            await().atMost(PATIENCE).until(node::isReady);
            OneOfEach all = OneOfEach.on(node.address());
            try (SseViewer viewer = SseViewer.watch(node.address(), all.bundlePath() + "&token=" + all.token())) {
                viewer.awaitLive();
                all.tellAll("hello");
                await().atMost(PATIENCE).until(() -> viewer.events().stream()
                        .filter(event -> event.data().orElse("").contains("hello")).count() >= SYSTEMS);
            }
        }
    }

    /** The keys of the table in {@code redis/README.md}, where what follows a key goes on from its brace. */
    private static Pattern described() {
        List<String> all = new ArrayList<>();
        try (Stream<String> lines = Files.lines(Path.of("redis/README.md"))) {
            lines.filter(line -> line.startsWith("| `rw:")).map(line -> line.split(" \\| ", -1)[0]).forEach(cell -> {
                String brace = "";
                for (String key : cell.substring(2).replace("`", "").split(", ", -1)) {
                    String whole = key.startsWith(":") ? brace + key : key;
                    brace = whole.substring(0, whole.indexOf('}') + 1);
                    all.add(Pattern.quote(whole).replaceAll("<[a-z]+>", "\\\\E.+\\\\Q"));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Pattern.compile(String.join("|", all));
    }

    private static void admit(RedisProcess redis) {
        try (Stream<String> lines = Files.lines(Path.of("redis/users.acl"))) {
            lines.filter(line -> line.startsWith("user ") && !line.startsWith("user default")).forEach(line ->
                    redis.call(("ACL SETUSER " + line.substring("user ".length())).split(" ", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
