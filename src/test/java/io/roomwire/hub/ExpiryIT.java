package io.roomwire.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ExpiryIT {

    private static final String SOON_MS = "60000";
    private static final long DAY_MS = 86_400_000;

    @Test
    void aStreamThatIsAboutToExpireIsRenewedAsSoonAsSomebodyWatchesIt() {
        Topic topic = Topic.fresh();
        try (Node node = Node.start(TestRedis.uri())) {
            topic.append(node.address(), "1");
            TestRedis.call("PEXPIRE", topic.redisKey(), SOON_MS);
            try (SseViewer viewer = topic.watch(node.address())) {
                await().until(() -> remaining(topic) > DAY_MS - Long.parseLong(SOON_MS));
                assertThat(viewer.resets()).isEmpty();
            }
        }
    }

    private static long remaining(Topic topic) {
        return (Long) Objects.requireNonNull(TestRedis.call("PTTL", topic.redisKey()));
    }
}
