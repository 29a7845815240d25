package io.roomwire.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Keeps one model trading, by the simulator that every start begins. */
@Singleton
@Requires(beans = DemoCalls.class)
final class DemoTrading implements DemoFeed {

    private static final String USER = "demo";
    private static final String MODELS = "/api/models";
    private static final String NAME = "Aurora on paper";
    private static final String MODEL = "{\"name\":\"" + NAME + "\",\"initial_cash\":10000.0}";
    private static final String SESSION =
            "{\"base_model\":\"demo\",\"start_date\":\"2026-01-05\",\"end_date\":\"2026-01-09\"}";

    private final DemoCalls calls;

    DemoTrading(DemoCalls calls) {
        this.calls = calls;
    }

    @Override
    public String name() {
        return "trading";
    }

    @Override
    public void play(long step) {
        Optional<JsonNode> known = JsonFields.given(calls.user(USER, "GET", MODELS, ""), "models")
                .flatMap(models -> DemoJson.having(models, "name", NAME));
        if (known.isPresent() || step % DemoFeeds.PATIENCE == 0) {
            JsonNode model = known.orElseGet(() -> calls.user(USER, "POST", MODELS, MODEL));
            calls.user(USER, "POST", "/api/trading/start/" + DemoJson.text(model, "id"), SESSION);
        }
    }
}
