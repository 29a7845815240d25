package io.roomwire.console;

import static io.roomwire.console.ConsoleWorld.get;
import static io.roomwire.console.ConsoleWorld.mode;
import static io.roomwire.console.ConsoleWorld.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.net.URI;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A's agent on one node, B's on another. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GroupRelayIT {

    private final String mia = ConsoleWorld.freshUser();
    private final String session = ConsoleWorld.token(mia);
    private Node first;
    private Node second;
    private URI one;
    private URI two;
    private AgentId agentA;
    private AgentId agentB;
    private String a;
    private String b;
    private String group;

    @BeforeAll
    void start() {
        first = ConsoleWorld.node();
        second = ConsoleWorld.node();
        one = first.address();
        two = second.address();
    }

    @BeforeEach
    void register() {
        agentA = ConsoleWorld.register(one, session);
        agentB = ConsoleWorld.register(two, session);
        a = ConsoleWorld.dongle(one, agentA, mia);
        b = ConsoleWorld.dongle(two, agentB, mia);
        group = ConsoleWorld.group(one, session, a, b);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void relaysBetweenTheAgentsOfAnActiveGroup() {
        try (AgentClient dataA = AgentClient.connect(one, AgentClient.DATA, agentA.token());
             AgentClient dataB = AgentClient.connect(two, AgentClient.DATA, agentB.token())) {
            ConsoleWorld.activate(two, session, group);
            dataA.send(ConsoleWorld.frame(a, 7));
            JsonNode frame = dataB.await("can_frame");
            assertThat(frame).isEqualTo(Json.parse("{\"type\":\"can_frame\",\"group_id\":\"" + group
                    + "\",\"dongle_id\":\"" + a + "\",\"target_dongle_id\":\"" + b + "\","
                    + "\"direction\":\"a_to_b\",\"seq\":" + seq(frame) + ",\"frame\":" + ConsoleWorld.frame(7) + '}'));
            assertThat(dataA.await("can_accepted")).isEqualTo(
                    Json.parse("{\"type\":\"can_accepted\",\"group_id\":\"" + group + "\",\"count\":1}"));
            dataB.send(ConsoleWorld.frame(b, 8));
            dataA.await(message -> message.contains("b_to_a"));
        }
    }

    @Test
    void relaysNothingOfAnInactiveGroup() {
        try (AgentClient dataA = AgentClient.connect(one, AgentClient.DATA, agentA.token());
             AgentClient dataB = AgentClient.connect(two, AgentClient.DATA, agentB.token())) {
            dataA.send(ConsoleWorld.frame(a, 1)).send("{\"type\":\"x\"}").await("error");
            ConsoleWorld.activate(one, session, group);
            dataA.send(ConsoleWorld.frame(a, 2));
            dataB.await("can_frame");
            post(two, "/api/v1/groups/" + group + "/deactivate", session, "");
            dataA.send(ConsoleWorld.frame(a, 3)).send("{\"type\":\"y\"}");
            Awaitility.await().until(() -> dataA.all("error").size() == 2);
            assertThat(dataB.all("can_frame")).hasSize(1);
            assertThat(dataA.all("can_accepted")).hasSize(1);
        }
    }

    @Test
    void storesWhatComesWhileASideIsAwayAndTellsSoAtOnce() {
        try (SseViewer viewer = ConsoleWorld.watch(one, "groups", group, session);
             AgentClient dataA = AgentClient.connect(one, AgentClient.DATA, agentA.token())) {
            ConsoleWorld.activate(one, session, group);
            long first;
            try (AgentClient dataB = AgentClient.connect(two, AgentClient.DATA, agentB.token())) {
                dataA.send(ConsoleWorld.frame(a, 0));
                first = seq(dataB.await("can_frame"));
                dataB.send(ack(first));
                Awaitility.await().until(() -> buffered() == 0);
                dataB.leave();
            }
            assertThat(get(one, "/api/v1/groups", session).body())
                    .contains("\"mode\":\"DEGRADED\",\"status\":\"degraded\",\"offline_side\":\"B\"");
            IntStream.rangeClosed(1, 5).forEach(i -> dataA.send(ConsoleWorld.frame(a, i)));
            Awaitility.await().until(() -> buffered() == 5);
            viewer.awaitBlock(block -> block.data().filter(text -> text.matches("\\{\"type\":\"group_state\","
                    + "\"group_id\":\"" + group + "\",\"mode\":\"DEGRADED\",\"offline_side\":\"B\","
                    + "\"buffered_frames_a_to_b\":5,"
                    + "\"buffered_frames_b_to_a\":0,\"ts\":\"[^\"]+\"}")).isPresent());
            try (AgentClient back = AgentClient.connect(one, AgentClient.DATA, agentB.token())) {
                Awaitility.await().until(() -> back.all("can_frame").size() == 5);
                assertThat(mode(two, session, group)).isEqualTo("ACTIVE");
                assertThat(back.all("can_frame").stream().map(GroupRelayIT::seq).toList())
                        .isSorted().doesNotHaveDuplicates().allMatch(seq -> seq > first);
            }
            viewer.awaitBlock(block -> block.data()
                    .filter(text -> text.contains("\"mode\":\"ACTIVE\",\"offline_side\":null")).isPresent());
        }
    }

    @Test
    void noticesAtTheFirstFrameThatASideWasNeverThere() {
        try (AgentClient dataA = AgentClient.connect(one, AgentClient.DATA, agentA.token())) {
            ConsoleWorld.activate(one, session, group);
            dataA.send(ConsoleWorld.frame(a, 1)).await("can_accepted");
            Awaitility.await().until(() -> mode(two, session, group).equals("DEGRADED"));
        }
    }

    @Test
    void repeatsWhatWasNotAcknowledged() {
        try (AgentClient dataA = AgentClient.connect(one, AgentClient.DATA, agentA.token())) {
            ConsoleWorld.activate(one, session, group);
            long last;
            try (AgentClient dataB = AgentClient.connect(two, AgentClient.DATA, agentB.token())) {
                dataA.send(ConsoleWorld.frame(a, 1));
                dataB.send(ack(seq(dataB.await("can_frame"))))
                        .send("{\"type\":\"behind\"}").await("error");
                IntStream.rangeClosed(2, 3).forEach(i -> dataA.send(ConsoleWorld.frame(a, i)));
                Awaitility.await().until(() -> dataB.all("can_frame").size() == 3);
                dataB.send(ack(seq(dataB.all("can_frame").get(1))));
                last = seq(dataB.all("can_frame").getLast());
                Awaitility.await().until(() -> buffered() == 1);
            }
            try (AgentClient back = AgentClient.connect(one, AgentClient.DATA, agentB.token())) {
                Awaitility.await().until(() -> back.all("can_frame").size() == 1);
                assertThat(seq(back.await("can_frame"))).isEqualTo(last);
            }
        }
    }

    @Test
    void tellsThatNothingWaitsAnyMoreAlsoWhereItMayNotTellSoAtOnce() {
        ConsoleWorld.activate(one, session, group);
        try (SseViewer viewer = ConsoleWorld.watch(one, "groups", group, session);
             AgentClient dataA = AgentClient.connect(one, AgentClient.DATA, agentA.token())) {
            dataA.send(ConsoleWorld.frame(a, 1));
            viewer.awaitBlock(block -> block.data().filter(text -> text.contains("frames_a_to_b\":1")).isPresent());
            TestRedis.call("SET", "rw:{group:" + group + "}:claim:state", "another node", "PX", "3000");
            try (AgentClient back = AgentClient.connect(one, AgentClient.DATA, agentB.token())) {
                back.send(ack(seq(back.await("can_frame"))));
                viewer.awaitBlock(block -> block.data().filter(text -> text.contains("\"mode\":\"ACTIVE\"")
                        && text.contains("frames_a_to_b\":0")).isPresent());
            }
        }
    }

    private static long seq(JsonNode frame) {
        return ConsoleWorld.number(frame, "seq");
    }

    private String ack(long seq) {
        return "{\"type\":\"can_ack\",\"group_id\":\"" + group + "\",\"seq\":" + seq + '}';
    }

    private int buffered() {
        return Json.at(get(two, "/api/v1/groups/" + group, session).body(), "buffered_frames_a_to_b").getIntValue();
    }
}
