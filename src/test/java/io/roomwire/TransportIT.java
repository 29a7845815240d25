package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to serve sockets, as a node is told of it. */
final class TransportIT {

    private static final Path MAY_BATCH = Path.of("/proc/sys/kernel/io_uring_disabled");

    @ParameterizedTest
    @ValueSource(strings = {"io_uring", "epoll", "nio"})
    void deliversByEveryTransport(String transport) throws IOException {
        Topic topic = Topic.fresh();
        try (NodeProcess node = start(transport);
                SseViewer first = topic.watch(node.address()); SseViewer second = topic.watch(node.address())) {
            assertBatches(node, transport);
            List<Long> ids = LongStream.range(0, 50)
                    .mapToObj(n -> topic.append(node.address(), Long.toString(n))).toList();
            await().untilAsserted(() -> assertThat(first.ids()).isEqualTo(ids));
            await().untilAsserted(() -> assertThat(second.ids()).isEqualTo(ids));
        }
    }

    /** By a ring, where it is asked for and the kernel lets it. */
    private static void assertBatches(NodeProcess node, String transport) throws IOException {
        boolean may = Files.exists(MAY_BATCH) && Files.readString(MAY_BATCH).strip().equals("0");
        assertThat(rings(node)).isEqualTo(may && transport.equals("io_uring") ? 1 : 0);
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
