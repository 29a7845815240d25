package io.roomwire.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Stats;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a delivery costs is counted, not timed: objects made by the event loops per event and viewer. */
final class HotPathIT {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int VIEWERS = 400;
    private static final int EVENTS = 300;
    private static final int WARM_UP = 200;
    /** What an event costs once, shared among its viewers, included. */
    private static final double MOST_BYTES = 16;

    private final Topic topic = Topic.fresh();

    @Test
    void aDeliveryMakesNextToNothing() {
        Set<Long> others = LongStream.of(THREADS.getAllThreadIds()).boxed().collect(Collectors.toSet());
        try (Node node = Node.start(TestRedis.uri())) {
            List<Socket> viewers = IntStream.range(0, VIEWERS).mapToObj(i -> watch(node.address())).toList();
            Stats stats = node.bean(Stats.class);
            await().until(() -> stats.connections().getOrDefault("topic", 0L) == VIEWERS);
            deliver(node, stats, WARM_UP);
            long before = allocated(others);
            deliver(node, stats, EVENTS);
            double perDelivery = (allocated(others) - before) / (double) (EVENTS * VIEWERS);
            assertThat(perDelivery).isPositive().isLessThan(MOST_BYTES);
            viewers.forEach(HotPathIT::close);
        }
    }

    /** One event at a time, so that each is a turn of its own. */
    private void deliver(Node node, Stats stats, int events) {
        Append append = Append.of(new StreamKey("topic", topic.name()), "e", "{\"n\":1}");
        for (int i = 0; i < events; i++) {
            Outcome.of(node.bean(Hub.class).append(append));
        }
        long all = stats.deliveries();
        await().until(() -> stats.deliveries() >= all && stats.deliveries() % VIEWERS == 0);
    }

    /** By the event loops of this test's node: other nodes may go on in the same process. */
    private static long allocated(Set<Long> others) {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().contains("EventLoopGroup"))
                .filter(thread -> !others.contains(thread.getThreadId()))
                .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }

    private Socket watch(URI node) {
        try {
            Socket socket = new Socket(node.getHost(), node.getPort());
            socket.getOutputStream().write(("GET " + topic.path() + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().start(() -> drain(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void drain(Socket socket) {
        byte[] buffer = new byte[4096];
        try (InputStream in = socket.getInputStream()) {
            int read = in.read(buffer);
            while (read >= 0) {
                read = in.read(buffer);
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
