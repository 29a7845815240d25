package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.ops.Drain;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Agents of a node that leaves. */
@Timeout(60)
final class AgentDrainIT {

    private static final int AGENTS = 4;

    @Test
    void sendsItsAgentsAwayOneAfterTheOtherAndTakesNoOthers() {
        Map<String, Object> settings = new HashMap<>(ConsoleWorld.SETTINGS);
        settings.put("roomwire.drain.spread", "2s");
        try (Node node = Node.start(TestRedis.uri(), settings); Node other = ConsoleWorld.node()) {
            String session = ConsoleWorld.token(ConsoleWorld.freshUser());
            List<AgentId> ids = new ArrayList<>();
            List<AgentClient> agents = new ArrayList<>();
            for (int i = 0; i < AGENTS; i++) {
                ids.add(ConsoleWorld.register(node.address(), session));
                agents.add(AgentClient.connect(node.address(), AgentClient.CONTROL, ids.get(i).token()));
            }
            long told = System.nanoTime();
            var _ = node.bean(Drain.class).begin();
            assertThatThrownBy(() -> AgentClient.connect(node.address(), AgentClient.DATA, ids.getFirst().token()))
                    .cause().isInstanceOfSatisfying(WebSocketHandshakeException.class,
                            refusal -> assertThat(refusal.getResponse().statusCode()).isEqualTo(503));
            await().until(() -> agents.stream().anyMatch(AgentClient::isClosed));
            assertThat(agents.stream().filter(AgentClient::isClosed).count()).isLessThan(AGENTS);
            agents.forEach(AgentClient::awaitClosed);
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isBetween(Duration.ofSeconds(1),
                    Duration.ofSeconds(4));
            assertThat(agents).extracting(AgentClient::closeCode).containsOnly(1001);
            try (AgentClient again = AgentClient.connect(other.address(), AgentClient.CONTROL, ids.getFirst().token())) {
                assertThat(again.isClosed()).isFalse();
            }
        }
    }
}
