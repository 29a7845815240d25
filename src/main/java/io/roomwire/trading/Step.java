package io.roomwire.trading;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.Optional;

/**
 * What happens next in a session.
 *
 * @param data of the event
 * @param change of the run, if there is one
 */
record Step(String type, JsonNode data, Optional<RunStatus> change) {

    static Step of(String type, JsonFields data) {
        return new Step(type, data.object(), Optional.empty());
    }

    Step changing(RunStatus status) {
        return new Step(type, data, Optional.of(status));
    }

    TradingEvent event(String timestamp) {
        return new TradingEvent(type, timestamp, data);
    }
}
