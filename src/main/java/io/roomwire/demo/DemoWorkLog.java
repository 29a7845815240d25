package io.roomwire.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Keeps one room at work: {@link DemoWorkflow} writes what the agents say. */
@Singleton
@Requires(beans = DemoCalls.class)
final class DemoWorkLog implements DemoFeed {

    static final String USER = "demo";

    private static final String ROOMS = "/api/v1/rooms";
    private static final String WISH = "A small game about a lighthouse";

    /** In steps: longer than the workflow takes, after which it must have died with its node. */
    private static final int LOST = 6;

    private final DemoCalls calls;

    DemoWorkLog(DemoCalls calls) {
        this.calls = calls;
    }

    @Override
    public String name() {
        return "worklog";
    }

    @Override
    public void play(long step) {
        Optional<JsonNode> known = DemoJson.having(calls.user(USER, "GET", ROOMS, ""), "inputText", WISH);
        if (known.isPresent() ? isDue(known.get(), step) : step % DemoFeeds.PATIENCE == 0) {
            start(known.orElseGet(() -> calls.user(USER, "POST", ROOMS, "{\"inputText\":\"" + WISH + "\"}")));
        }
    }

    private static boolean isDue(JsonNode room, long step) {
        long changed = Instant.parse(DemoJson.text(room, "updatedAt")).toEpochMilli() / DemoFeeds.STEP.toMillis();
        return step - changed >= ("running".equals(DemoJson.text(room, "status")) ? LOST : 1);
    }

    private void start(JsonNode room) {
        String path = ROOMS + '/' + DemoJson.text(room, "id");
        calls.user(USER, "PATCH", path, "{\"status\":\"idle\"}");
        calls.user(USER, "POST", path + "/start", "");
    }
}
