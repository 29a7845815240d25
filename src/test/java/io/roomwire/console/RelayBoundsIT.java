package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.roomwire.console.RelayAgent.Manner;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What lies beyond the bounds is dropped, and never silently. */
@Timeout(60)
final class RelayBoundsIT {

    private final RelayOnNode relay = RelayOnNode.fresh();

    @Test
    void theOldestFramesGoWhenThereAreTooMany() {
        try (Node node = Node.start(TestRedis.uri(), Map.of("roomwire.console.relay.frames", 100))) {
            relay.send(node, 0, 250);
            assertThat(relay.backlog(node)).isEqualTo(100);
            assertThat(dropped(node)).isEqualTo(150);
            try (RelayAgent b = RelayAgent.on(node, relay.group(), Manner.PONGS)) {
                assertThat(b.awaitFrames(100).numbers()).isEqualTo(RelayOnNode.numbers(150, 250));
                assertThat(b.caughtUpAfter()).isEqualTo(99);
                await().until(() -> relay.backlog(node) == 0);
            }
            assertThat(dropped(node)).isEqualTo(150);
        }
    }

    @Test
    void framesGoWhenTheyAreTooOld() {
        try (Node node = Node.start(TestRedis.uri(), Map.of("roomwire.console.relay.age", "1s"))) {
            relay.send(node, 0, 250);
            await().until(() -> relay.backlog(node) == 0);
            assertThat(dropped(node)).isEqualTo(250);
            relay.send(node, 250, 260);
            try (RelayAgent b = RelayAgent.on(node, relay.group(), Manner.PONGS)) {
                assertThat(b.awaitFrames(10).numbers()).isEqualTo(RelayOnNode.numbers(250, 260));
            }
            assertThat(dropped(node)).isEqualTo(250);
        }
    }

    private static double dropped(Node node) {
        return node.bean(MeterRegistry.class).counter("roomwire.relay.dropped").count();
    }
}
