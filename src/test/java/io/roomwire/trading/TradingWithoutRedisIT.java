package io.roomwire.trading;

import static io.roomwire.trading.Trader.Answer.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TradingWithoutRedisIT {

    private static final String AWAY = "Try again later.";

    @Test
    void refusesForNowAndGoesOnFromMemory() {
        try (RedisProcess redis = RedisProcess.start(); Node node = Node.start(redis.uri(), Trader.SETTINGS)) {
            Trader mia = Trader.at(node);
            long model = mia.model();
            try (SseViewer first = mia.watch(model).awaitEvents(1)) {
                redis.kill();
                for (String path : List.of("/api/models", "/api/models/" + model, "/api/models/" + model + "/runs",
                        "/api/trading/status", "/api/trading/stats")) {
                    assertThat(mia.get(path)).as(path).isEqualTo(refusal(503, AWAY));
                }
                assertThat(mia.post("/api/trading/events/" + model, "{\"type\":\"a\",\"data\":{}}"))
                        .isEqualTo(refusal(503, AWAY));
                assertThat(mia.post("/api/trading/stop/" + model, "")).isEqualTo(refusal(503, AWAY));
                try (SseViewer second = mia.watch(model).awaitEvents(1)) {
                    assertThat(second.events().getFirst().data().orElseThrow()).startsWith("{\"type\":\"connected\"");
                }
                assertThat(first.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void neitherShowsNorDeniesAModelThatItDoesNotKnow() {
        try (RedisProcess redis = RedisProcess.start(); Node node = Node.start(redis.uri(), Trader.SETTINGS)) {
            Trader mia = Trader.at(node);
            long model = mia.model();
            Trader eve = Trader.at(node);
            try (SseViewer _ = mia.watch(model).awaitEvents(1)) {
                redis.kill();
                try (SseViewer viewer = eve.watch(model)) {
                    viewer.awaitBlock(block -> block.isNamed("unavailable"));
                    assertThat(viewer.events()).noneMatch(block -> block.data().orElseThrow().contains("connected"));
                }
                assertThat(eve.ask("GET", "/api/trading/stream/" + model, "", "Authorization", "Bearer " + eve.token()))
                        .isEqualTo(refusal(503, AWAY));
                TradingChannel channel = node.bean(TradingChannel.class);
                assertThatThrownBy(() -> channel.read("trading:model:77:events",
                        "{\"type\":\"a\",\"data\":{}}".getBytes(StandardCharsets.UTF_8)))
                        .isInstanceOf(EventLogUnavailable.class);
            }
        }
    }
}
