package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.TestRedis;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a whole node and a whole agent see of the relay: nothing lost, nothing reordered, and how fast. */
@Tag("faults")
@Timeout(180)
final class RelayUnderCutsIT {

    private static final int FRAMES = 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String mia = ConsoleWorld.freshUser();
    private final String session = ConsoleWorld.token(mia);

    /** Two agents and their active group. */
    private record Pair(AgentId agentA, AgentId agentB, String a, String group) {
    }

    @Test
    void losesNothingWhileSocketsAndNodesAreCut() throws InterruptedException {
        try (NodeProcess one = launch(); NodeProcess two = launch(); NodeProcess three = launch()) {
            List.of(one, two, three).forEach(node -> await().atMost(PATIENCE).until(node::isReady));
            Pair pair = pair(three.address());
            try (RelayReceiverClient receiver = new RelayReceiverClient(pair.agentB(), pair.group());
                 RelaySenderClient sender = new RelaySenderClient(pair.agentA(), pair.a(), one.address())) {
                receiver.connect(two.address());
                Thread sending = Thread.startVirtualThread(() -> sender.send(FRAMES));
                awaitAccepted(sender, FRAMES / 5);
                receiver.cut();
                awaitAccepted(sender, FRAMES * 2 / 5);
                receiver.connect(two.address());
                awaitAccepted(sender, FRAMES * 3 / 5);
                two.kill();
                receiver.connect(three.address());
                awaitAccepted(sender, FRAMES * 4 / 5);
                sender.moveTo(three.address());
                one.kill();
                sending.join();
                await().atMost(PATIENCE).until(() -> receiver.frames().containsValue(FRAMES - 1));
                check(sender, receiver);
            }
        }
    }

    private static void awaitAccepted(RelaySenderClient sender, int frames) {
        await().atMost(PATIENCE).until(() -> sender.accepted() >= frames);
    }

    /** In the order of their numbers the frames are all from 0 up to the cut of A, then those sent again. */
    private static void check(RelaySenderClient sender, RelayReceiverClient receiver) {
        assertThat(receiver.fault()).isEmpty();
        assertThat(sender.refusal()).isEmpty();
        List<Integer> numbers = List.copyOf(receiver.frames().values());
        int storedBeforeTheCut = numbers.size() - (FRAMES - sender.resumed());
        assertThat(storedBeforeTheCut).isGreaterThanOrEqualTo(sender.resumed());
        List<Integer> expected = new ArrayList<>(IntStream.range(0, storedBeforeTheCut).boxed().toList());
        expected.addAll(IntStream.range(sender.resumed(), FRAMES).boxed().toList());
        assertThat(numbers).isEqualTo(expected);
        System.out.printf("relay under cuts: %d frames accepted, 0 lost; %d stored of which the sender did not know, "
                + "so that it sent them again; %d written twice under one number%n", FRAMES,
                storedBeforeTheCut - sender.resumed(), receiver.repeats());
    }

    @Test
    void relaysSoManyFramesASecond() {
        Map<String, Object> settings =
                Map.of("roomwire.jwt.secret", Jwt.SECRET, "roomwire.console.messages", 1_000_000);
        try (Node one = Node.start(TestRedis.uri(), settings); Node two = Node.start(TestRedis.uri(), settings)) {
            Pair pair = pair(one.address());
            try (RelayReceiverClient receiver = new RelayReceiverClient(pair.agentB(), pair.group());
                 RelaySenderClient sender = new RelaySenderClient(pair.agentA(), pair.a(), one.address())) {
                receiver.connect(two.address());
                sender.send(5000);
                long start = System.nanoTime();
                sender.send(FRAMES);
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5))
                        .until(() -> receiver.frames().size() == FRAMES);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf("relay: %.0f frames/s of one group, A's agent on one node, B's on another%n",
                        (FRAMES - 5000) / seconds);
                assertThat(receiver.fault()).isEmpty();
            }
        }
    }

    private Pair pair(URI node) {
        AgentId agentA = ConsoleWorld.register(node, session);
        AgentId agentB = ConsoleWorld.register(node, session);
        String a = ConsoleWorld.dongle(node, agentA, mia);
        String group = ConsoleWorld.group(node, session, a, ConsoleWorld.dongle(node, agentB, mia));
        ConsoleWorld.activate(node, session, group);
        return new Pair(agentA, agentB, a, group);
    }

    private static NodeProcess launch() {
        return NodeProcess.launch(Map.of("REDIS_URI", TestRedis.uri(), "ROOMWIRE_JWT_SECRET", Jwt.SECRET,
                "ROOMWIRE_CONSOLE_MESSAGES", "1000000"));
    }
}
