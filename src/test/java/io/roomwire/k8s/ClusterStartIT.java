package io.roomwire.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.roomwire.testkit.RedisWire;
import io.roomwire.testkit.ScriptProcess;
import io.roomwire.testkit.TemporaryFolder;
import io.roomwire.testkit.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The scripts of the overlay with a Cluster and the arguments of its pods, with ports instead of pods' names. */
@Tag("faults")
@Timeout(180)
final class ClusterStartIT {

    private static final String PASSWORD = "secret";
    private static final Path SCRIPTS = Path.of("k8s", "overlays", "cluster");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SERVERS = 6;

    private final List<Path> data = new ArrayList<>();
    private final List<TemporaryFolder> folders = new ArrayList<>();
    private final List<ScriptProcess> redis = new ArrayList<>();

    @AfterEach
    void stop() {
        redis.forEach(ScriptProcess::close);
        folders.forEach(TemporaryFolder::close);
    }

    @Test
    void makesOneClusterOnceWhoseServersFindEachOtherWhenAllHaveMoved() throws IOException {
        Tool.require(Tool.REDIS_SERVER);
        for (int i = 0; i < SERVERS; i++) {
            TemporaryFolder folder = TemporaryFolder.create("data");
            folders.add(folder);
            data.add(folder.path());
        }
        List<Integer> ports = startAll();
        run("meet.sh", ports, ports.getFirst());
        assertThat(run("create.sh", ports, 0)).contains("All 16384 slots covered");
        await().atMost(PATIENCE).until(() -> isWhole(ports));
        assertThat(run("create.sh", ports, 0)).contains("has slots already");

        redis.forEach(ScriptProcess::close);
        redis.clear();
        List<Integer> moved = startAll();
        for (int port : moved) {
            run("meet.sh", moved, port);
        }
        await().atMost(PATIENCE).until(() -> isWhole(moved));
    }

    /** As many as the overlay has, each with its data of before on a port that is new. */
    private List<Integer> startAll() throws IOException {
        List<Integer> ports = IntStream.range(0, SERVERS).map(_ -> ScriptProcess.freePortWithBus()).boxed().toList();
        for (int i = 0; i < SERVERS; i++) {
            redis.add(server(data.get(i), ports.get(i)));
        }
        for (int i = 0; i < SERVERS; i++) {
            int port = ports.get(i);
            redis.get(i).awaitServing(() -> isServing(port));
        }
        return ports;
    }

    private static boolean isServing(int port) {
        try {
            return "PONG".equals(call(port, "PING"));
        } catch (IllegalStateException | UncheckedIOException notYet) {
            return false;
        }
    }

    /** The container's own arguments, but for what differs from pod to pod. */
    private static ScriptProcess server(Path data, int port) throws IOException {
        List<String> arguments = new ArrayList<>();
        for (String argument : Rendered.overlay("cluster").one(StatefulSet.class, "redis")
                .getSpec().getTemplate().getSpec().getContainers().getFirst().getArgs()) {
            // It listens on the pod's address and on this, which cannot be the same.
            String pod = !arguments.isEmpty() && arguments.getLast().equals("--bind") ? "127.0.0.2" : "127.0.0.1";
            arguments.add(argument.replace("/etc/redis/redis.conf", Path.of("redis/redis.conf").toAbsolutePath().toString())
                    .replace("$(POD_IP)", pod).replace("/data", data.toString())
                    .replace("$(REDISCLI_AUTH)", PASSWORD).replace("$(POD_NAME)", "redis-" + port));
        }
        arguments.addAll(List.of("--port", Integer.toString(port)));
        Path start = Files.writeString(data.resolve("start.sh"), "exec redis-server \"$@\"\n");
        return ScriptProcess.start(TemporaryFolder.create("server"), start, arguments, Map.of());
    }

    private static String run(String script, List<Integer> ports, int self) {
        String peers = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(" "));
        try (ScriptProcess running = ScriptProcess.start(TemporaryFolder.create("script"), SCRIPTS.resolve(script), List.of(),
                Map.of("SELF", "127.0.0.1:" + self, "PEERS", peers, "REDISCLI_AUTH", PASSWORD))) {
            assertThat(running.exitStatus()).as(running.output()).isZero();
            return running.output();
        }
    }

    /** Each knows all, at the ports of now, three of them as replicas, and every slot is served. */
    private static boolean isWhole(List<Integer> ports) {
        return ports.stream().allMatch(port -> {
            String nodes = call(port, "CLUSTER", "NODES");
            return call(port, "CLUSTER", "INFO").contains("cluster_state:ok")
                    && ports.stream().allMatch(each -> nodes.contains("127.0.0.1:" + each + "@"))
                    && nodes.lines().count() == SERVERS
                    && nodes.lines().filter(line -> line.contains("slave ")).count() == SERVERS / 2
                    && nodes.lines().noneMatch(line -> line.contains("fail"));
        });
    }

    private static String call(int port, String... words) {
        try (RedisWire wire = RedisWire.connect(URI.create("redis://:" + PASSWORD + "@127.0.0.1:" + port))) {
            return String.valueOf(Objects.requireNonNull(wire.call(words)));
        }
    }
}
