package io.roomwire.trading;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.RedisProcess;
import org.junit.jupiter.api.Test;

/** Ids of models begin anew when Redis has lost its data. */
final class TradingOwnershipIT {

    @Test
    void endsTheStreamsOfALostModelWhenItsIdIsAnothers() {
        try (RedisProcess redis = RedisProcess.start(); Node node = Node.start(redis.uri(), Trader.SETTINGS);
                Node other = Node.start(redis.uri(), Trader.SETTINGS)) {
            Trader mia = Trader.at(node);
            long model = mia.model();
            try (RawSse viewer = RawSse.connect(other.address()); RawSse bundle = RawSse.connect(other.address())) {
                viewer.get(mia.path(model)).readThrough("\"connected\"");
                bundle.get("/api/v1/events?streams=trading:" + model + "&token=" + mia.token())
                        .readThrough("\"connected\"");
                redis.call("FLUSHALL");
                Trader tom = Trader.at(node);
                assertThat(tom.model()).isEqualTo(model);
                tom.tell(model, "secret", "{}");
                assertThat(viewer.readToEnd()).endsWith("0\r\n\r\n");
                assertThat(bundle.readToEnd()).endsWith("0\r\n\r\n");
            }
        }
    }
}
