package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisException;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisCluster;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TlsRedis;
import io.roomwire.testkit.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class RedisConnectionsIT {

    @Test
    void anAttemptThatIsToldNoVersionLeavesNoConnectionBehind() {
        try (RedisProcess server = RedisProcess.start()) {
            server.call("ACL", "SETUSER", "curious", "on", ">pw", "~*", "&*", "+@all", "-info");
            RedisSettings uri = new RedisSettings("redis://curious:pw@127.0.0.1:" + server.port());
            try (RedisConnections redis = new RedisConnections(uri)) {
                for (int attempt = 0; attempt < 3; attempt++) {
                    assertThatThrownBy(redis::connect).isInstanceOf(RedisException.class).hasMessageContaining("NOPERM");
                }
                await().untilAsserted(() -> assertThat(clients(server)).doesNotContain("user=curious"));
            }
        }
    }

    @Test
    void beforeTheFirstConnectionEveryCommandIsUnavailable() {
        try (RedisConnections redis = new RedisConnections(new RedisSettings("redis://127.0.0.1:1"))) {
            assertThatThrownBy(() -> redis.call(commands -> commands.get("key")).toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class).hasMessageContaining("not connected to Redis yet");
        }
    }

    /** Commands and live messages alike. */
    @Test
    void speaksTlsWithWhomItsOwnAuthorityVouchesFor() {
        try (TlsRedis redis = TlsRedis.start();
                Node node = Node.start(redis.uri(), Map.of("roomwire.redis.ca", redis.ca().toString()))) {
            Topic topic = Topic.fresh();
            try (SseViewer viewer = topic.watch(node.address())) {
                viewer.awaitId(topic.append(node.address(), "1"));
            }
        }
    }

    @Test
    void speaksWithNobodyForWhomNoAuthorityVouches() {
        try (TlsRedis redis = TlsRedis.start();
                RedisConnections stranger = new RedisConnections(new RedisSettings(redis.uri()))) {
            assertThatThrownBy(stranger::connect).isInstanceOf(RedisException.class)
                    .hasStackTraceContaining("unable to find valid certification path");
        }
    }

    @Test
    void countsTheConnectionsThatItLost() {
        try (RedisProcess server = RedisProcess.start()) {
            countsWhatIsKilled(new RedisSettings(server.uri()), List.of(server));
        }
    }

    @Test
    @Tag("faults")
    void countsTheConnectionsToAClusterThatItLost() {
        try (RedisCluster cluster = RedisCluster.start()) {
            countsWhatIsKilled(new RedisSettings(cluster.uri(), true, Optional.empty(), Optional.empty()),
                    cluster.servers());
        }
    }

    /** Who closes a connection itself has not lost it. */
    private static void countsWhatIsKilled(RedisSettings settings, List<RedisProcess> servers) {
        try (RedisConnections redis = new RedisConnections(settings)) {
            redis.connect();
            RedisTopology topology = redis.topology();
            // To a shard the driver connects when it is first asked something, and refuses that.
            await().untilAsserted(() -> assertThatCode(() -> Await.answer(redis.call(commands -> commands.get("key"))))
                    .doesNotThrowAnyException());
            Await.answer(topology.connectPlain(topology.home("key"))).close();
            Await.answer(Await.answer(redis.connectAnywhere()).async().subscribe("channel"));
            assertThat(redis.losses().live() + redis.losses().commands()).isZero();
            servers.forEach(server -> server.call("CLIENT", "KILL", "TYPE", "pubsub"));
            await().untilAsserted(() -> assertThat(redis.losses().live()).isOne());
            assertThat(redis.losses().commands()).isZero();
            servers.forEach(server -> server.call("CLIENT", "KILL", "TYPE", "normal"));
            await().untilAsserted(() -> assertThat(redis.losses().commands()).isPositive());
        }
    }

    private static String clients(RedisProcess server) {
        return String.valueOf(server.call("CLIENT", "LIST"));
    }
}
