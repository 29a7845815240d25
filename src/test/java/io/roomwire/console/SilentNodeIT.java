package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agents of a node that says nothing any more count as gone when its lease has run out, and not before. */
@Timeout(90)
final class SilentNodeIT {

    private static final String LEASE = "4s";
    private static final Duration EARLIEST = Duration.ofSeconds(2);
    private static final Duration LATEST = Duration.ofSeconds(10);

    private final String mia = ConsoleWorld.freshUser();
    private final String session = ConsoleWorld.token(mia);

    @Test
    @Tag("faults")
    void takesOffTheAgentsOfASilentNodeWhichThenComeAgain() {
        Map<String, Object> settings = new HashMap<>(ConsoleWorld.SETTINGS);
        settings.put("roomwire.lease", LEASE);
        try (Node node = Node.start(TestRedis.uri(), settings);
             NodeProcess silent = NodeProcess.start(TestRedis.uri(),
                     Map.of("ROOMWIRE_JWT_SECRET", Jwt.SECRET, "ROOMWIRE_LEASE", LEASE))) {
            URI here = node.address();
            AgentId agentA = ConsoleWorld.register(here, session);
            AgentId agentB = ConsoleWorld.register(here, session);
            String b = ConsoleWorld.dongle(here, agentB, mia);
            String group = ConsoleWorld.group(here, session, ConsoleWorld.dongle(here, agentA, mia), b);
            ConsoleWorld.activate(here, session, group);
            try (SseViewer viewer = ConsoleWorld.watch(here, "dongles", b, session);
                 AgentClient dataB = AgentClient.connect(silent.address(), AgentClient.DATA, agentB.token())) {
                viewer.awaitBlock(block -> block.isNamed("presence"));
                silent.freeze();
                long frozen = System.nanoTime();
                viewer.awaitBlock(block -> block.data().filter(text -> text.contains("\"online\":false")).isPresent());
                assertThat(Duration.ofNanos(System.nanoTime() - frozen)).isBetween(EARLIEST, LATEST);
                await().untilAsserted(() -> assertThat(ConsoleWorld.mode(here, session, group)).isEqualTo("DEGRADED"));
                assertThat(Json.at(ConsoleWorld.get(here, "/api/v1/groups/" + group, session).body(), "offline_side")
                        .getStringValue()).isEqualTo("B");
                silent.thaw();
                dataB.awaitClosed();
                assertThat(dataB.closeCode()).isEqualTo(AgentSocket.TRY_AGAIN.getCode());
            }
            try (AgentClient again = AgentClient.connect(here, AgentClient.DATA, agentB.token())) {
                await().until(() -> ConsoleWorld.mode(here, session, group).equals("ACTIVE"));
                assertThat(again.isClosed()).isFalse();
            }
        }
    }
}
