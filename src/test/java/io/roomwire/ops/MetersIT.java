package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a running node shows to Prometheus. */
@Timeout(60)
final class MetersIT {

    @Test
    void showsWhatTheDriversCommandsTakeAndNoNameOrAddress() throws IOException {
        Topic topic = Topic.fresh();
        try (Node node = Node.start(TestRedis.uri()); SseViewer viewer = topic.watch(node.address()).awaitLive()) {
            topic.append(node.address(), "1");
            viewer.awaitEvents(1);
            await().untilAsserted(() -> assertThat(scrape(node).lines()).anyMatch(line ->
                    line.startsWith("lettuce_command_completion_seconds_count{command=\"EVALSHA\",local=\"local:any\","
                            + "remote=\"local:any\"}")));
            assertThat(scrape(node)).contains("# HELP lettuce_command_completion_seconds Latency")
                    .contains("lettuce_command_firstresponse_seconds_sum", "jvm_memory_used_bytes", "process_cpu_usage",
                            "roomwire_redis_losses_total{connection=\"commands\"} 0.0",
                            "roomwire_redis_losses_total{connection=\"live\"} 0.0")
                    .doesNotContain(topic.name(), "127.0.0.1");
        }
    }

    private static String scrape(Node node) throws IOException {
        return Http.get(node.address().resolve("/prometheus")).body();
    }
}
