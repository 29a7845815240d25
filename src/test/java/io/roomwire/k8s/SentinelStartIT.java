package io.roomwire.k8s;

import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.RedisWire;
import io.roomwire.testkit.ScriptProcess;
import io.roomwire.testkit.TemporaryFolder;
import io.roomwire.testkit.Tool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The start scripts of the overlay with Sentinels, run as its pods run them, but for ports instead of pods' names. */
@Tag("faults")
@Timeout(180)
final class SentinelStartIT {

    private static final String PASSWORD = "secret";
    private static final Path SCRIPTS = Path.of("k8s", "overlays", "sentinel");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SERVERS = 3;

    private final List<Integer> redisPorts = ports();
    private final List<Integer> sentinelPorts = ports();
    private final List<ScriptProcess> redis = new ArrayList<>();
    private final List<ScriptProcess> sentinels = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        Tool.require(Tool.REDIS_SERVER);
        // The Sentinels first, and the first server last: nothing may depend on the order.
        for (int port : sentinelPorts) {
            sentinels.add(script("start-sentinel.sh", port, TemporaryFolder.create("start"), List.of()));
        }
        for (int port : redisPorts.reversed()) {
            redis.addFirst(redis(port));
        }
    }

    @AfterEach
    void stop() {
        sentinels.forEach(ScriptProcess::close);
        redis.forEach(ScriptProcess::close);
    }

    @Test
    void startsAsAPrimaryWithReplicasAndComesBackAsAReplicaOfTheNextOne() {
        awaitRoles(0);
        await().atMost(PATIENCE).ignoreExceptions().until(this::sentinelsKnowAll);
        // It takes writes once a replica has told how far it is.
        await().atMost(PATIENCE).ignoreExceptions().until(() -> "OK".equals(call(redisPorts.getFirst(), "SET", "k", "v")));

        redis.getFirst().kill();
        await().atMost(PATIENCE).until(() -> primary() != redisPorts.getFirst());
        int next = redisPorts.indexOf(primary());
        redis.getFirst().restart();
        awaitRoles(next);
        await().atMost(PATIENCE).until(() -> "v".equals(call(redisPorts.getFirst(), "GET", "k")));
    }

    private static List<Integer> ports() {
        return IntStream.range(0, SERVERS).map(_ -> ScriptProcess.freePort()).boxed().toList();
    }

    private ScriptProcess redis(int port) throws IOException {
        // A Sentinel has a server rewrite its file: in a pod it cannot be written, here it is a copy.
        TemporaryFolder folder = TemporaryFolder.create("start");
        Path conf = Files.copy(Path.of("redis", "redis.conf"), folder.path().resolve("redis.conf"));
        return script("start-redis.sh", port, folder, List.of(conf.toString(), "--bind", "127.0.0.1"));
    }

    private ScriptProcess script(String name, int port, TemporaryFolder folder, List<String> arguments) {
        String servers = sentinelPorts.stream().map(each -> "localhost:" + each).collect(Collectors.joining(" "));
        return ScriptProcess.start(folder, SCRIPTS.resolve(name), arguments, Map.of("SELF", "localhost:" + port,
                "FIRST", "localhost:" + redisPorts.getFirst(), "SENTINELS", servers, "DATA", folder.path().toString(),
                "REDISCLI_AUTH", PASSWORD));
    }

    private void awaitRoles(int primary) {
        for (int i = 0; i < SERVERS; i++) {
            int port = redisPorts.get(i);
            String role = i == primary ? "master" : "slave";
            await().atMost(PATIENCE).ignoreExceptions()
                    .until(() -> role.equals(((List<?>) call(port, "ROLE")).getFirst()));
        }
    }

    private boolean sentinelsKnowAll() {
        return sentinelPorts.stream().allMatch(port -> String.valueOf(sentinel(port, "SENTINEL", "CKQUORUM", "roomwire"))
                .startsWith("OK 3 usable")
                && ((List<?>) sentinel(port, "SENTINEL", "REPLICAS", "roomwire")).size() == SERVERS - 1);
    }

    private int primary() {
        List<?> address = (List<?>) sentinel(sentinelPorts.getLast(), "SENTINEL", "GET-MASTER-ADDR-BY-NAME", "roomwire");
        return Integer.parseInt(String.valueOf(address.getLast()));
    }

    private static Object call(int port, String... words) {
        try (RedisWire wire = RedisWire.connect(URI.create("redis://:" + PASSWORD + "@127.0.0.1:" + port))) {
            return String.valueOf(words[0]).equals("ROLE") ? List.of(Objects.requireNonNull((List<?>) wire.call(words)).getFirst())
                    : String.valueOf(wire.call(words));
        }
    }

    private static Object sentinel(int port, String... words) {
        try (RedisWire wire = RedisWire.connect(port)) {
            Object answer = wire.call(words);
            return answer == null ? List.of() : answer;
        }
    }
}
