package io.roomwire.trading;

import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Reads events that come from outside. Safe for any thread. */
@Singleton
final class TradingInput {

    private final JsonText json;
    private final Clock clock;

    TradingInput(JsonText json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** Fails with {@link TradingException} on what is no event. */
    TradingEvent event(@Nullable String text) {
        return TradingEvent.read(BodyForm.of(text, json), clock.instant());
    }
}
