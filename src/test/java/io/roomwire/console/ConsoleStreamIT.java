package io.roomwire.console;

import static io.roomwire.console.ConsoleApiIT.assertRefused;
import static io.roomwire.console.ConsoleWorld.get;
import static io.roomwire.console.ConsoleWorld.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpRequest;
import io.roomwire.access.StreamAccess;
import io.roomwire.access.StreamRefused;
import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.hub.Waiting;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseViewer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Both streams, on two nodes: who may watch, what is written, and how one resumes. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleStreamIT {

    private static final String TIME = "\"2\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"";

    private final String mia = ConsoleWorld.freshUser();
    private final String session = ConsoleWorld.token(mia);
    private final String other = ConsoleWorld.token(ConsoleWorld.freshUser());
    private Node first;
    private Node second;
    private URI one;
    private URI two;
    private AgentId agent;

    @BeforeAll
    void start() {
        first = ConsoleWorld.node();
        second = ConsoleWorld.node();
        one = first.address();
        two = second.address();
        agent = ConsoleWorld.register(one, session);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void refusesWhoMayNotWatch() {
        String own = ConsoleWorld.dongle(one, agent, mia);
        String group = ConsoleWorld.group(one, session, own, ConsoleWorld.dongle(one, agent, mia));
        assertRefused(get(two, stream("dongles", own), ""), 401, "AUTH_SESSION_EXPIRED");
        assertRefused(get(two, stream("dongles", own), other), 403, "DONGLE_OWNED_BY_OTHER");
        assertRefused(get(two, stream("dongles", "none"), session), 404, "DONGLE_NOT_FOUND");
        assertRefused(get(two, stream("groups", group), other), 404, "NOT_FOUND");
        assertRefused(get(two, stream("groups", "none"), session), 404, "NOT_FOUND");
        assertRefused(get(two, stream("dongles", own), Jwt.of(mia, Map.of("roles", List.of("disabled")))), 403,
                "AUTH_USER_DISABLED");
    }

    @Test
    void letsInTheOwnerTheAdministratorAndEverybodyToWhatIsUnclaimed() {
        String own = ConsoleWorld.dongle(one, agent, mia);
        String unclaimed = ConsoleWorld.dongle(one, agent, "");
        try (SseViewer owner = ConsoleWorld.watch(two, "dongles", own, session);
             SseViewer admin = ConsoleWorld.watch(two, "dongles", own, ConsoleWorld.admin());
             SseViewer anybody = ConsoleWorld.watch(two, "dongles", unclaimed, other)) {
            assertThat(owner.connections() + admin.connections() + anybody.connections()).isEqualTo(3);
        }
    }

    @Test
    void beginsWithACommentAtOnce() {
        String own = ConsoleWorld.dongle(one, agent, mia);
        try (RawSse viewer = RawSse.connect(two)) {
            String head = viewer.get(stream("dongles", own) + "?token=" + session).readHead();
            assertThat(head).contains("text/event-stream").containsIgnoringCase("x-accel-buffering: no")
                    .containsIgnoringCase("cache-control: no-cache");
            assertThat(viewer.readChunksThrough("\n\n")).startsWith(": connected\n\n");
        }
    }

    @Test
    void showsFramesInTheirExactForm() {
        String own = ConsoleWorld.dongle(one, agent, mia);
        try (SseViewer viewer = ConsoleWorld.watch(two, "dongles", own, session);
             AgentClient data = AgentClient.connect(one, AgentClient.DATA, agent.token())) {
            data.send(ConsoleWorld.frame(own, 0xbeef));
            viewer.awaitBlock(block -> block.isNamed("can_frame"));
            assertThat(viewer.data("can_frame")).containsExactly("{\"type\":\"can_frame\",\"dongle_id\":\"" + own
                    + "\",\"direction\":\"rx\",\"bus\":\"can1\",\"id\":\"0x1A0\",\"can_id\":\"0x1A0\","
                    + "\"is_extended\":false,\"dlc\":4,\"data_hex\":\"0000beef\",\"ts\":\"2026-01-05T10:00:00.000Z\"}");
        }
    }

    @Test
    void showsAGroupsFramesOnBothStreamsWithTheRightDirection() {
        String a = ConsoleWorld.dongle(one, agent, mia);
        String b = ConsoleWorld.dongle(one, agent, mia);
        String group = ConsoleWorld.group(one, session, a, b);
        try (SseViewer ofA = ConsoleWorld.watch(two, "dongles", a, session);
             SseViewer ofB = ConsoleWorld.watch(two, "dongles", b, session);
             SseViewer ofGroup = ConsoleWorld.watch(two, "groups", group, session);
             AgentClient data = AgentClient.connect(one, AgentClient.DATA, agent.token())) {
            data.send(ConsoleWorld.frame(a, 1)).send(ConsoleWorld.frame(b, 2));
            ofA.awaitBlock(block -> block.isNamed("can_frame"));
            ofB.awaitBlock(block -> block.isNamed("can_frame"));
            ofGroup.awaitBlock(block -> block.data().filter(text -> text.contains("b_to_a")).isPresent());
            assertThat(ofA.data("can_frame").getFirst())
                    .contains("\"group_id\":\"" + group + "\",\"direction\":\"tx\"");
            assertThat(ofB.data("can_frame").getFirst()).contains("\"direction\":\"rx\"");
            assertThat(ofGroup.data("can_frame")).hasSize(2);
            assertThat(ofGroup.data("can_frame").getFirst()).contains("\"direction\":\"a_to_b\"");
        }
    }

    @Test
    void tellsPresenceAtReportOpenAndCloseOnBothStreams() {
        String a = ConsoleWorld.dongle(one, agent, mia);
        String group = ConsoleWorld.group(one, session, a, ConsoleWorld.dongle(one, agent, mia));
        try (SseViewer viewer = ConsoleWorld.watch(two, "dongles", a, session);
             SseViewer ofGroup = ConsoleWorld.watch(two, "groups", group, session)) {
            ConsoleWorld.dongle(one, agent, mia, a.substring(2));
            viewer.awaitEvents(1);
            assertThat(viewer.data("presence").getFirst()).matches("\\{\"type\":\"presence\",\"dongle_id\":\"" + a
                    + "\",\"online\":true,\"agent_id\":\"" + agent.id() + "\",\"seen_at\":" + TIME + '}');
            try (AgentClient data = AgentClient.connect(one, AgentClient.DATA, agent.token())) {
                viewer.awaitEvents(2);
                data.leave();
            }
            viewer.awaitBlock(block -> block.data().filter(text -> text.contains("\"online\":false")).isPresent());
            ofGroup.awaitBlock(block -> block.data().filter(text -> text.contains("\"online\":false")).isPresent());
        }
    }

    @Test
    void resumesOnAnotherNodeWithoutLossOrRepeat() {
        String own = ConsoleWorld.dongle(one, agent, mia);
        try (SseViewer viewer = ConsoleWorld.watch(one, "dongles", own, session);
             AgentClient data = AgentClient.connect(one, AgentClient.DATA, agent.token())) {
            viewer.awaitEvents(1);
            data.send(ConsoleWorld.frame(own, 1));
            viewer.awaitEvents(2);
            viewer.moveTo(two);
            data.send(ConsoleWorld.frame(own, 2)).send(ConsoleWorld.frame(own, 3));
            viewer.awaitEvents(4);
            assertThat(viewer.data("can_frame").stream()
                    .map(text -> text.replaceAll(".*data_hex\":\"0*(\\d+).*", "$1"))).containsExactly("1", "2", "3");
            assertThat(viewer.ids()).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void tellsOnlyTheOneWhosePositionIsGone() {
        String own = ConsoleWorld.dongle(one, agent, mia);
        try (SseViewer fine = ConsoleWorld.watch(two, "dongles", own, session);
             SseViewer lost = SseViewer.resume(two, stream("dongles", own) + "?token=" + session, "12345")) {
            lost.awaitBlock(block -> block.isNamed("stream_reset"));
            assertThat(lost.data("stream_reset").getFirst()).contains("\"type\":\"stream_reset\",\"reason\":");
            assertThat(lost.resets().getFirst().position()).isEqualTo(fine.start());
            assertThat(fine.resets()).isEmpty();
        }
    }

    @Test
    void grantsItsStreamsToConnectionsThatCarrySeveral() {
        String own = ConsoleWorld.dongle(one, agent, mia);
        StreamAccess dongles = second.bean(StreamAccess.class, ConsoleStreams.DONGLE);
        assertThat(Waiting.join(dongles.admit(asking(session), own)).stream()).isEqualTo(ConsoleStreams.dongle(own));
        assertThatThrownBy(() -> Waiting.join(dongles.admit(asking(other), own))).isInstanceOf(StreamRefused.class);
    }

    private static HttpRequest<?> asking(String token) {
        return HttpRequest.GET("/").header("Authorization", "Bearer " + token);
    }
}
