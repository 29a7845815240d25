package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A group is told that frames will be dropped before any is. */
@Timeout(60)
final class BufferPressureIT {

    private static final int MOST = 20;
    private static final int HIGH = 16;

    private final Node first = Node.start(TestRedis.uri(), settings());
    private final Node second = Node.start(TestRedis.uri(), settings());
    private final String mia = ConsoleWorld.freshUser();
    private final String session = ConsoleWorld.token(mia);
    private final AgentId agentA = ConsoleWorld.register(first.address(), session);
    private final String a = ConsoleWorld.dongle(first.address(), agentA, mia);
    private final String group = ConsoleWorld.group(first.address(), session, a,
            ConsoleWorld.dongle(first.address(), ConsoleWorld.register(first.address(), session), mia));

    private static Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(ConsoleWorld.SETTINGS);
        settings.put("roomwire.console.relay.frames", MOST);
        return settings;
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void warnsOnceWhenMostOfTheBufferIsFull() {
        ConsoleWorld.activate(first.address(), session, group);
        try (SseViewer viewer = ConsoleWorld.watch(second.address(), "groups", group, session);
             AgentClient dataA = AgentClient.connect(first.address(), AgentClient.DATA, agentA.token())) {
            send(dataA, viewer, 0, HIGH - 1);
            assertThat(warnings(viewer)).isEmpty();
            send(dataA, viewer, HIGH - 1, HIGH);
            viewer.awaitBlock(block -> block.data().filter(text -> text.contains("BUFFER_PRESSURE")).isPresent());
            assertThat(warnings(viewer).getFirst()).matches("\\{\"type\":\"log\",\"level\":\"warn\","
                    + "\"message\":\"16 of at most 20 frames wait \\(a_to_b\\); the oldest will be dropped\\.\","
                    + "\"code\":\"BUFFER_PRESSURE\",\"ts\":\"[^\"]+\"}");
            send(dataA, viewer, HIGH, MOST);
            assertThat(warnings(viewer)).hasSize(1);
        }
    }

    /** Returns when the group's stream has told how many wait, which it does after the warning's turn of before. */
    private void send(AgentClient agent, SseViewer viewer, int from, int to) {
        IntStream.range(from, to).forEach(n -> agent.send(ConsoleWorld.frame(a, n)));
        viewer.awaitBlock(block -> block.isNamed("group_state") && block.data()
                .filter(text -> Json.at(text, "buffered_frames_a_to_b").getIntValue() == to).isPresent());
    }

    private static List<String> warnings(SseViewer viewer) {
        return viewer.data("log").stream().filter(text -> text.contains("BUFFER_PRESSURE")).toList();
    }
}
