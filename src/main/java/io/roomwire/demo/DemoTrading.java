package io.roomwire.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;

/** Keeps one model trading, by the simulator that every start begins. */
@Singleton
@Requires(beans = DemoCalls.class)
final class DemoTrading implements DemoFeed {

    private static final String USER = "demo";
    private static final String MODELS = "/api/models";
    private static final String MODEL = "{\"name\":\"Aurora on paper\",\"initial_cash\":10000.0}";
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
        JsonNode model = DemoJson.first(calls.user(USER, "GET", MODELS, ""), "models")
                .orElseGet(() -> calls.user(USER, "POST", MODELS, MODEL));
        calls.user(USER, "POST", "/api/trading/start/" + DemoJson.text(model, "id"), SESSION);
    }
}
