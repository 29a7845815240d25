package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.console.RelayAgent.Manner;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Agent A sends through one node, agent B receives from the other. */
@Timeout(60)
final class RelayIT {

    private static final int WINDOW = 200;

    private static Node first;
    private static Node second;

    private final RelayOnNode relay = RelayOnNode.fresh();

    @BeforeAll
    static void start() {
        first = Node.start(TestRedis.uri());
        second = Node.start(TestRedis.uri(), Map.of("roomwire.console.relay.window", WINDOW));
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    void framesArriveOnTheOtherNodeInTheOrderOfTheCalls() {
        try (RelayAgent b = agent(second, Manner.PONGS)) {
            List<CompletionStage<Void>> stored = IntStream.range(0, 500).mapToObj(n -> first.bean(Relay.class)
                    .accept(relay.group(), RelayDirection.A_TO_B, RelayOnNode.frames(2 * n, 2 * n + 2))).toList();
            stored.forEach(Outcome::of);
            assertThat(b.awaitFrames(1000).numbers()).isEqualTo(RelayOnNode.numbers(0, 1000));
            assertThat(b.seqs()).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void aMessageSaysFromWhereToWhere() {
        try (RelayAgent b = agent(second, Manner.PONGS)) {
            relay.send(first, 7, 8);
            b.awaitFrames(1);
            assertThat(b.messages()).containsExactly("{\"type\":\"can_frame\",\"group_id\":\"" + relay.group()
                    + "\",\"dongle_id\":\"da\",\"target_dongle_id\":\"db\",\"direction\":\"a_to_b\",\"seq\":"
                    + b.seqs().getFirst() + ",\"frame\":{\"n\":7}}");
        }
    }

    @Test
    void theTwoDirectionsAreTwoLanes() {
        try (RelayAgent b = agent(second, Manner.PONGS)) {
            Outcome.of(first.bean(Relay.class)
                    .accept(relay.group(), RelayDirection.B_TO_A, RelayOnNode.frames(0, 3)));
            relay.send(first, 10, 12);
            assertThat(b.awaitFrames(2).numbers()).containsExactly(10, 11);
            assertThat(Outcome.of(second.bean(Relay.class).backlog(relay.group(), RelayDirection.B_TO_A))).isEqualTo(3);
        }
    }

    @Test
    void aBacklogComesFirstAndIsCaughtUpBeforeItsLastFrame() {
        relay.send(first, 0, 150);
        try (RelayAgent b = agent(second, Manner.PONGS)) {
            relay.send(first, 150, 200);
            assertThat(b.awaitFrames(200).numbers()).isEqualTo(RelayOnNode.numbers(0, 200));
            // What is sent while it attaches may still be backlog.
            assertThat(b.caughtUpAfter()).isBetween(149, 199);
        }
        relay.send(first, 200, 201);
        try (RelayAgent b = agent(first, Manner.PONGS)) {
            await().until(() -> b.numbers().contains(200));
            assertThat(b.caughtUpAfter()).isEqualTo(b.numbers().indexOf(200));
        }
    }

    @Test
    void withoutABacklogItIsCaughtUpAtOnce() {
        try (RelayAgent b = agent(second, Manner.PONGS)) {
            assertThat(b.awaitCaughtUp().caughtUpAfter()).isZero();
        }
    }

    @Test
    void theBacklogIsReplayedNoFasterThanItsRate() {
        try (Node slow = Node.start(TestRedis.uri(), Map.of("roomwire.console.relay.replay-rate", 1000))) {
            relay.send(first, 0, 1000);
            long begin = System.nanoTime();
            try (RelayAgent b = agent(slow, Manner.PONGS)) {
                b.awaitFrames(1000);
                assertThat(System.nanoTime() - begin).isGreaterThan(950_000_000L);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MESSAGES", "PONGS"})
    void whatArrivedIsKeptNoLonger(Manner manner) {
        try (RelayAgent b = agent(second, manner)) {
            relay.send(first, 0, 300);
            b.awaitFrames(300);
            await().until(() -> relay.backlog(first) == 0);
        }
    }

    @Test
    void deliveryStartsAgainBehindTheLastAcknowledgedFrame() {
        try (RelayAgent b = agent(second, Manner.NOTHING)) {
            relay.send(first, 0, 100);
            b.awaitFrames(100);
            b.acknowledge(b.seqs().get(39));
            await().until(() -> relay.backlog(first) == 60);
            b.acknowledge(b.seqs().get(49));
        }
        await().until(() -> relay.backlog(first) == 50);
        try (RelayAgent b = agent(first, Manner.NOTHING)) {
            assertThat(b.awaitFrames(50).numbers()).isEqualTo(RelayOnNode.numbers(50, 100));
        }
    }

    @Test
    void pongsDoNotCountForAnAgentThatAcknowledges() {
        try (RelayAgent b = agent(second, Manner.NOTHING)) {
            relay.send(first, 0, 1);
            b.awaitFrames(1).acknowledge(b.seqs().getFirst());
            await().until(() -> relay.backlog(first) == 0);
        }
        try (RelayAgent b = agent(second, Manner.PONGS)) {
            relay.send(first, 1, 50);
            b.awaitFrames(49);
            await().until(() -> b.pings() > 0);
        }
        try (RelayAgent b = agent(first, Manner.NOTHING)) {
            assertThat(b.awaitFrames(49).numbers()).isEqualTo(RelayOnNode.numbers(1, 50));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTHING", "STALLED"})
    void noMoreThanAWindowIsWrittenToOneThatAnswersNothing(Manner manner) {
        relay.send(first, 0, 3 * WINDOW);
        try (RelayAgent b = agent(second, manner)) {
            int most = manner == Manner.STALLED ? 100 : WINDOW;
            b.awaitFrames(most);
            relay.send(first, 3 * WINDOW, 3 * WINDOW + 1);
            await().during(Duration.ofMillis(300)).until(() -> b.seqs().size() == most);
        }
        assertThat(relay.backlog(first)).isEqualTo(3 * WINDOW + 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"MESSAGES", "PONGS"})
    void aLaterAttachmentOnTheOtherNodeEndsTheFirst(Manner manner) {
        try (RelayAgent old = agent(first, manner)) {
            relay.send(first, 0, 10);
            old.awaitFrames(10);
            try (RelayAgent next = agent(second, manner)) {
                next.awaitCaughtUp();
                await().until(() -> first.bean(Relay.class).attached() == 0);
                relay.send(first, 10, 20);
                await().until(() -> next.numbers().contains(19));
                assertThat(next.numbers()).containsAll(RelayOnNode.numbers(10, 20));
                assertThat(old.seqs()).hasSize(10);
                old.acknowledge(old.seqs().getLast());
            }
        }
    }

    @Test
    void theLastOfManyAttachmentsHasTheLane() {
        List<RelayAgent> onOneNode = IntStream.range(0, 20).mapToObj(n -> agent(second, Manner.PONGS)).toList();
        onOneNode.getLast().awaitCaughtUp();
        List<RelayAgent> onBoth = IntStream.range(0, 20).mapToObj(n ->
                agent(n % 2 == 0 ? second : first, Manner.PONGS).awaitCaughtUp()).toList();
        relay.send(first, 0, 5);
        assertThat(onBoth.getLast().awaitFrames(5).numbers()).isEqualTo(RelayOnNode.numbers(0, 5));
        assertThat(Stream.concat(onOneNode.stream(), onBoth.stream()).mapToInt(agent -> agent.seqs().size()).sum())
                .isEqualTo(5);
        onBoth.getLast().close();
    }

    @Test
    void anAttachmentEndsWithItsNode() {
        Node third = Node.start(TestRedis.uri());
        agent(third, Manner.PONGS).awaitCaughtUp();
        Relay ended = third.bean(Relay.class);
        third.stop();
        await().until(() -> ended.attached() == 0);
        relay.send(first, 0, 5);
        try (RelayAgent b = agent(second, Manner.PONGS)) {
            assertThat(b.awaitFrames(5).numbers()).isEqualTo(RelayOnNode.numbers(0, 5));
        }
    }

    private RelayAgent agent(Node node, Manner manner) {
        return RelayAgent.on(node, relay.group(), manner);
    }
}
