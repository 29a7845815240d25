package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseViewer;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Everybody watches an unclaimed dongle, only its owner a claimed one, on two nodes. */
@TestInstance(Lifecycle.PER_CLASS)
final class ConsoleOwnershipIT {

    private final String mia = ConsoleWorld.freshUser();
    private final String eve = ConsoleWorld.token(ConsoleWorld.freshUser());
    private final String device = String.format("%016x", ThreadLocalRandom.current().nextLong());
    private Node first;
    private Node second;

    @BeforeAll
    void start() {
        first = ConsoleWorld.node();
        second = ConsoleWorld.node();
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void endsTheStreamsOfAllOthersWhenADongleIsClaimed() {
        AgentId agent = ConsoleWorld.register(first.address(), ConsoleWorld.token(mia));
        String dongle = ConsoleWorld.dongle(first.address(), agent, "", device);
        String path = ConsoleWorld.stream("dongles", dongle) + "?token=";
        try (RawSse stranger = RawSse.connect(second.address()); RawSse bundle = RawSse.connect(second.address());
                SseViewer admin = ConsoleWorld.watch(second.address(), "dongles", dongle, ConsoleWorld.admin());
                SseViewer owner = ConsoleWorld.watch(second.address(), "dongles", dongle, ConsoleWorld.token(mia))) {
            stranger.get(path + eve).readThrough("retry: ");
            bundle.get("/api/v1/events?streams=dongle:" + dongle + "&token=" + eve).readThrough("\"connected\"");
            ConsoleWorld.dongle(first.address(), agent, mia, device);
            assertThat(stranger.readToEnd()).endsWith("0\r\n\r\n");
            assertThat(bundle.readToEnd()).endsWith("0\r\n\r\n");
            owner.awaitBlock(block -> block.toString().contains("presence"));
            ConsoleWorld.dongle(first.address(), agent, mia, device);
            assertThat(owner.connections()).isEqualTo(1);
            assertThat(admin.connections()).isEqualTo(1);
        }
    }
}
