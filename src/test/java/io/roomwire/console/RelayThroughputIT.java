package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.console.RelayAgent.Manner;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one direction of one group carries from node to node. The figures are printed; loaded machines tell others. */
@Timeout(120)
@Tag("measured")
final class RelayThroughputIT {

    private static final int FRAMES = 50_000;
    private static final int UNDER_WAY = 64;
    private static final String FRAME = "{\"ts\":\"2026-01-05T10:00:00.000Z\",\"can_id\":\"0x1A0\","
            + "\"is_extended\":false,\"dlc\":8,\"data_hex\":\"00 11 22 33 44 55 66 77\",\"bus\":\"can1\",\"n\":";

    @Test
    void carriesFiveThousandFramesASecond() {
        try (Node sending = Node.start(TestRedis.uri()); Node receiving = Node.start(TestRedis.uri())) {
            for (Manner manner : new Manner[] {Manner.PONGS, Manner.MESSAGES}) {
                for (int batch : new int[] {1, 1, 20, 100}) {
                    System.out.printf("relay: %,.0f frames/s from node to node, batches of %d, %s%n",
                            rate(sending, receiving, batch, manner), batch, manner);
                }
            }
        }
    }

    private static double rate(Node sending, Node receiving, int batch, Manner manner) {
        RelayOnNode relay = RelayOnNode.fresh();
        try (RelayAgent b = RelayAgent.on(receiving, relay.group(), manner).awaitCaughtUp()) {
            long begin = System.nanoTime();
            send(sending.bean(Relay.class), relay.group(), batch);
            b.awaitFrames(FRAMES);
            double seconds = (System.nanoTime() - begin) / 1e9;
            assertThat(b.numbers()).isEqualTo(RelayOnNode.numbers(0, FRAMES));
            return FRAMES / seconds;
        }
    }

    private static void send(Relay relay, String group, int batch) {
        Queue<CompletableFuture<Void>> underWay = new ArrayDeque<>();
        for (int n = 0; n < FRAMES; n += batch) {
            if (underWay.size() == UNDER_WAY) {
                underWay.remove().join();
            }
            underWay.add(relay.accept(group, RelayDirection.A_TO_B, IntStream.range(n, n + batch)
                    .mapToObj(i -> new RelayFrame("da", "db", FRAME + i + "}")).toList()).toCompletableFuture());
        }
        underWay.forEach(CompletableFuture::join);
    }
}
