package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames that come too fast for a console. */
@Timeout(60)
final class SamplingIT {

    private static final int FRAMES = 1000;

    @Test
    void thinsOutFramesOnConsolesAndNothingElse() {
        String mia = ConsoleWorld.freshUser();
        String session = ConsoleWorld.token(mia);
        Map<String, Object> settings = new HashMap<>(ConsoleWorld.SETTINGS);
        settings.put("roomwire.console.sampling", 50);
        try (Node node = Node.start(TestRedis.uri(), settings)) {
            URI address = node.address();
            AgentId agent = ConsoleWorld.register(address, session);
            String dongle = ConsoleWorld.dongle(address, agent, mia);
            try (SseViewer viewer = ConsoleWorld.watch(address, "dongles", dongle, session);
                 AgentClient data = AgentClient.connect(address, AgentClient.DATA, agent.token())) {
                for (int i = 0; i < FRAMES; i++) {
                    data.send(ConsoleWorld.frame(dongle, i));
                }
                viewer.awaitBlock(block -> block.data().filter(text -> text.contains("Sampling disabled")).isPresent());
                check(viewer);
            }
        }
    }

    private static void check(SseViewer viewer) {
        List<SseBlock> events = viewer.events();
        List<String> logs = viewer.data("log");
        assertThat(logs.getFirst()).matches("\\{\"type\":\"log\",\"level\":\"warn\",\"message\":"
                + "\"Sampling enabled at 1 in 2 frames due to high rate \\(50\\.5 fps\\)\\.\","
                + "\"code\":\"SAMPLING_CHANGE\",\"ts\":\"[^\"]+\"}");
        assertThat(logs.getLast()).contains("\"level\":\"info\"", "\"Sampling disabled; rate below threshold.\"");
        int first = events.indexOf(events.stream().filter(event -> event.isNamed("log")).findFirst().orElseThrow());
        List<SseBlock> before = events.subList(0, first).stream().filter(event -> event.isNamed("can_frame")).toList();
        assertThat(before).hasSize(100);
        int shown = viewer.data("can_frame").size();
        assertThat(shown).isBetween(110, FRAMES / 2);
    }

    @Test
    void takesAThresholdForOneStreamAlone() {
        String mia = ConsoleWorld.freshUser();
        String session = ConsoleWorld.token(mia);
        String device = String.format("%016x", System.nanoTime());
        Map<String, Object> settings = new HashMap<>(ConsoleWorld.SETTINGS);
        settings.put("roomwire.console.sampling", 10);
        settings.put("roomwire.console.sampling-of", "dongle:d_" + device + "=100000");
        try (Node node = Node.start(TestRedis.uri(), settings)) {
            URI address = node.address();
            AgentId agent = ConsoleWorld.register(address, session);
            String dongle = ConsoleWorld.dongle(address, agent, mia, device);
            try (SseViewer viewer = ConsoleWorld.watch(address, "dongles", dongle, session);
                 AgentClient data = AgentClient.connect(address, AgentClient.DATA, agent.token())) {
                for (int i = 0; i < 200; i++) {
                    data.send(ConsoleWorld.frame(dongle, i));
                }
                Awaitility.await().until(() -> viewer.data("can_frame").size() == 200);
                assertThat(viewer.data("log")).isEmpty();
                String last = viewer.data("can_frame").getLast();
                assertThat(Json.at(last, "data_hex").getStringValue()).isEqualTo("000000c7");
            }
        }
    }
}
