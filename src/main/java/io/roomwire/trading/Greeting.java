package io.roomwire.trading;

import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import io.roomwire.sse.EventForm;
import io.roomwire.sse.Opening;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The event {@code connected}, which each client gets first, without an id. Safe for any thread. */
@Singleton
final class Greeting {

    private final JsonText json;
    private final Clock clock;

    Greeting(JsonText json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** The model's id stands at both places where clients look for it. */
    Opening of(Model model) {
        return Opening.greeting(place -> EventForm.unnamed(json.write(new JsonFields().put("type", "connected")
                .put("timestamp", UtcTime.of(clock.instant())).put("model_id", model.id())
                .put("data", new JsonFields().put("model_id", model.id())
                        .put("message", "Connected to trading stream").object()).object())));
    }
}
