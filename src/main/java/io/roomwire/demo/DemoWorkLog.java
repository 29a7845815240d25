package io.roomwire.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;

/** Keeps one room at work: {@link DemoWorkflow} writes what the agents say. */
@Singleton
@Requires(beans = DemoCalls.class)
final class DemoWorkLog implements DemoFeed {

    static final String USER = "demo";

    private static final String ROOMS = "/api/v1/rooms";
    private static final String WISH = "{\"inputText\":\"A small game about a lighthouse\"}";

    /** Longer than the workflow takes, in steps. */
    private static final int AGAIN = 6;

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
        if (step % AGAIN == 0) {
            JsonNode room = DemoJson.first(calls.user(USER, "GET", ROOMS, ""))
                    .orElseGet(() -> calls.user(USER, "POST", ROOMS, WISH));
            String path = ROOMS + '/' + DemoJson.text(room, "id");
            calls.user(USER, "PATCH", path, "{\"status\":\"idle\"}");
            calls.user(USER, "POST", path + "/start", "");
        }
    }
}
