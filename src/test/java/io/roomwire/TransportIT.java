package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to serve sockets, as a node is told of it. */
final class TransportIT {

    private static final Path MAY_BATCH = Path.of("/proc/sys/kernel/io_uring_disabled");

    @ParameterizedTest
    @ValueSource(strings = {"io_uring", "epoll", "nio"})
    void deliversByEveryTransport(String transport) {
        Topic topic = Topic.fresh();
        try (NodeProcess node = start(transport);
                SseViewer first = topic.watch(node.address()); SseViewer second = topic.watch(node.address())) {
            List<Long> ids = LongStream.range(0, 50)
                    .mapToObj(n -> topic.append(node.address(), Long.toString(n))).toList();
            await().untilAsserted(() -> assertThat(first.ids()).isEqualTo(ids));
            await().untilAsserted(() -> assertThat(second.ids()).isEqualTo(ids));
        }
    }

    @Test
    void batchesByDefaultWhereTheKernelLets() throws IOException {
        assumeTrue(Files.exists(MAY_BATCH) && Files.readString(MAY_BATCH).strip().equals("0"));
        Topic topic = Topic.fresh();
        try (NodeProcess node = start("io_uring"); SseViewer viewer = topic.watch(node.address())) {
            assertThat(viewer.connections()).isOne();
            assertThat(rings(node)).isOne();
        }
        try (NodeProcess node = start("epoll"); SseViewer viewer = topic.watch(node.address())) {
            assertThat(viewer.connections()).isOne();
            assertThat(rings(node)).isZero();
        }
    }

    private static NodeProcess start(String transport) {
        return NodeProcess.start(TestRedis.uri(), Map.of("ROOMWIRE_TRANSPORT", transport));
    }

    private static long rings(NodeProcess node) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(node.pid()), "fd"))) {
            return descriptors.filter(TransportIT::isRing).count();
        }
    }

    private static boolean isRing(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("io_uring");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
