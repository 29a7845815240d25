package io.roomwire.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Hub;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Frames are shared by counting their holders: none may be forgotten, by whatever way a reader leaves. */
final class FrameLeakIT {

    private static final String DATA = "\"" + "x".repeat(2000) + "\"";
    private static final Level BEFORE = ResourceLeakDetector.getLevel();
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    private final Topic topic = Topic.fresh();

    @BeforeAll
    static void watchEveryBuffer() {
        ResourceLeakDetector.setLevel(Level.PARANOID);
        ByteBufUtil.setLeakListener((type, records) -> LEAKS.add(records));
    }

    @AfterAll
    static void watchAsBefore() {
        ByteBufUtil.setLeakListener(null);
        ResourceLeakDetector.setLevel(BEFORE);
    }

    @Test
    void everyFrameIsReleasedWhenTheRingDropsItAndNoWriteHoldsIt() {
        try (Node node = Node.start(TestRedis.uri(), Map.of("roomwire.ring.events", 20, "roomwire.feed.linger", "0s"));
                RawSse slow = RawSse.connectNarrow(node.address()); SseViewer viewer = topic.watch(node.address())) {
            slow.get(topic.path()).readHead();
            append(node, viewer, 300);
            viewer.drop();
            append(node, viewer, 100);
            try (SseViewer late = topic.resume(node.address(), viewer.lastEventId())) {
                late.awaitLive();
            }
        }
        collect();
        assertThat(LEAKS).isEmpty();
    }

    /** The detector reports when a later buffer is made. */
    private static void collect() {
        for (int i = 0; i < 5; i++) {
            System.gc();
            ByteBufAllocator.DEFAULT.directBuffer(10).release();
        }
    }

    private void append(Node node, SseViewer viewer, int count) {
        Append append = Append.of(new StreamKey("topic", topic.name()), "e", DATA);
        int have = viewer.ids().size();
        IntStream.range(0, count).mapToObj(i -> node.bean(Hub.class).append(append)).toList().forEach(Outcome::of);
        viewer.awaitBlock(block -> viewer.ids().size() + 20 * viewer.resets().size() >= Math.min(have + count, 20));
    }
}
