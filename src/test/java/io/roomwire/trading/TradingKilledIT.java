package io.roomwire.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session whose node is killed, and one whose Redis comes back. */
@Tag("faults")
@Timeout(120)
final class TradingKilledIT {

    private static final String YEARS =
            "{\"base_model\":\"gpt\",\"start_date\":\"2020-01-01\",\"end_date\":\"2025-12-31\"}";

    @Test
    void failsASessionWhoseNodeWasKilled() {
        try (RedisProcess redis = RedisProcess.start(); Node node = Node.start(redis.uri(), Trader.SETTINGS);
                NodeProcess victim = NodeProcess.launch(Map.of("REDIS_URI", redis.uri(), "ROOMWIRE_JWT_SECRET",
                        Jwt.SECRET,
                        "ROOMWIRE_TRADING_SESSION_CLAIM", "3s", "ROOMWIRE_TRADING_STEP", "50ms"))) {
            await().atMost(Duration.ofSeconds(60)).until(victim::isReady);
            Trader mia = Trader.at(node);
            long model = mia.model();
            assertThat(mia.at(victim.address()).post("/api/trading/start/" + model, YEARS).body())
                    .contains("\"started\"");
            await().until(() -> status(mia, model).equals("running"));
            victim.kill();
            assertThat(status(mia, model)).isEqualTo("running");
            await().atMost(Duration.ofSeconds(15)).until(() -> status(mia, model).equals("failed"));
            assertThat(mia.get("/api/trading/status/" + model).body())
                    .contains("\"error\":\"The node that played the session is gone.\"");
        }
    }

    @Test
    void goesOnWithoutLossOrRepeatWhenRedisWasAwayForAWhile() {
        Map<String, Object> settings = new HashMap<>(Trader.SETTINGS);
        settings.putAll(Map.of("roomwire.trading.session-claim", "1m", "roomwire.trading.step", "20ms"));
        try (RedisProcess redis = RedisProcess.start(); Node node = Node.start(redis.uri(), settings)) {
            Trader mia = Trader.at(node);
            long model = mia.model();
            try (SseViewer viewer = mia.watch(model)) {
                mia.post("/api/trading/start/" + model, YEARS.replace("2025-12-31", "2020-01-08"));
                viewer.awaitEvents(10);
                redis.freeze();
                await().until(() -> mia.get("/api/models").status() == 503);
                redis.thaw();
                viewer.awaitBlock(block -> type(block).equals("complete"));
                assertThat(viewer.events().stream().map(TradingKilledIT::type).collect(Collectors.joining(" ")))
                        .matches("connected status status( session_start thinking tool_use ai_response( trade){1,3}"
                                + " progress session_complete){8} complete");
            }
            String runs = mia.get("/api/models/" + model + "/runs").body();
            assertThat(runs).contains("\"status\":\"completed\"");
        }
    }

    private static String type(SseBlock block) {
        return block.data().map(data -> Json.at(data, "type").getStringValue()).orElse("");
    }

    private static String status(Trader who, long model) {
        return Json.at(who.get("/api/trading/status/" + model).body(), "status").getStringValue();
    }
}
