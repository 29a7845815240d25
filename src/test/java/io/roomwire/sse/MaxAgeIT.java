package io.roomwire.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Crowd;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Nginx;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Viewers of nodes that were joined by another. */
@Tag("faults")
@Timeout(90)
final class MaxAgeIT {

    private static final int VIEWERS = 200;
    private static final Pattern OPEN = Pattern.compile("roomwire_connections\\{system=\"topic\"} ([0-9.]+)");
    private static final Map<String, String> AGING = Map.of("ROOMWIRE_SSE_MAX_AGE", "4s");

    @Test
    void viewersSpreadOverANodeThatWasAdded() throws IOException {
        Topic topic = Topic.fresh();
        try (NodeProcess first = NodeProcess.start(TestRedis.uri(), AGING);
                NodeProcess second = NodeProcess.start(TestRedis.uri(), AGING);
                Nginx nginx = Nginx.before(first.port(), second.port())) {
            second.kill();
            try (Crowd crowd = Crowd.join(nginx.address(), Collections.nCopies(VIEWERS, topic.path()))) {
                List<Long> appended = new ArrayList<>(List.of(topic.append(first.address(), "1")));
                assertThat(open(first)).isGreaterThan(VIEWERS / 2);
                second.relaunch().serving();
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    appended.add(topic.append(first.address(), "2"));
                    assertThat(open(second)).isBetween(VIEWERS / 3, VIEWERS * 2 / 3);
                    assertThat(open(first)).isBetween(VIEWERS / 3, VIEWERS * 2 / 3);
                });
                appended.add(topic.append(first.address(), "3"));
                await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(crowd.viewers())
                        .allSatisfy(viewer -> assertThat(viewer.ids()).isEqualTo(appended)));
                assertThat(crowd.viewers()).allSatisfy(viewer -> {
                    assertThat(viewer.resets()).isZero();
                    assertThat(viewer.cuts()).isZero();
                });
            }
        }
    }

    private static int open(NodeProcess node) throws IOException {
        return OPEN.matcher(Http.get(node.address().resolve("/prometheus")).body()).results()
                .mapToInt(found -> (int) Double.parseDouble(found.group(1))).findFirst().orElse(0);
    }
}
