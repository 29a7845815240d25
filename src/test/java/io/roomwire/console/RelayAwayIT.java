package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roomwire.console.RelayAgent.Manner;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The relay while Redis is away, and after it has come back. */
@Timeout(60)
final class RelayAwayIT {

    private final RelayOnNode relay = RelayOnNode.fresh();
    private final RedisProcess redis = RedisProcess.start();
    private final TcpProxy way = TcpProxy.to(redis.port());
    private final Node node = Node.start(way.redisUri());

    @AfterEach
    void stop() {
        node.close();
        way.close();
        redis.close();
    }

    @Test
    void framesAreRefusedWhileRedisIsAwayAndGoOnAfterwards() {
        try (RelayAgent b = RelayAgent.on(node, relay.group(), Manner.PONGS)) {
            relay.send(node, 0, 10);
            b.awaitFrames(10);
            way.refuse();
            assertThatThrownBy(() -> relay.send(node, 10, 20)).isInstanceOf(EventLogUnavailable.class);
            way.heal();
            await().ignoreException(EventLogUnavailable.class).until(() -> {
                relay.send(node, 20, 30);
                return true;
            });
            await().until(() -> b.numbers().contains(29));
            assertThat(b.numbers()).isSorted().containsAll(RelayOnNode.numbers(20, 30));
        }
    }

    @Test
    void anAttachmentThatBeginsWhileRedisIsAwayDeliversOnceItIsBack() {
        relay.send(node, 0, 10);
        way.refuse();
        try (RelayAgent b = RelayAgent.on(node, relay.group(), Manner.PONGS)) {
            way.heal();
            assertThat(b.awaitFrames(10).numbers()).isEqualTo(RelayOnNode.numbers(0, 10));
        }
    }

    @Test
    void noNumberIsGivenAgainWhenRedisHasLostItsData() {
        try (RelayAgent b = RelayAgent.on(node, relay.group(), Manner.PONGS)) {
            relay.send(node, 0, 10);
            b.awaitFrames(10);
            redis.restartEmpty();
            await().ignoreException(EventLogUnavailable.class).until(() -> {
                relay.send(node, 10, 20);
                return true;
            });
            await().until(() -> b.numbers().contains(19));
            assertThat(b.numbers()).isEqualTo(RelayOnNode.numbers(0, 20));
            assertThat(b.seqs()).isSorted().doesNotHaveDuplicates();
        }
    }
}
