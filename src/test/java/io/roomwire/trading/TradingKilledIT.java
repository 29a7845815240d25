package io.roomwire.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.RedisProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session whose node is killed, and one whose Redis comes back. */
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

    private static String status(Trader who, long model) {
        return Json.at(who.get("/api/trading/status/" + model).body(), "status").getStringValue();
    }
}
