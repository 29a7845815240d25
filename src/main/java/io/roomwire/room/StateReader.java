package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads what agents put for their packets. Blocks; safe for any thread. */
@Singleton
final class StateReader {

    private final RoomState state;
    private final JsonText json;

    StateReader(RoomState state, JsonText json) {
        this.state = state;
        this.json = json;
    }

    /** The parts that are there. */
    Map<StatePart, JsonNode> read(StreamKey room) {
        Map<String, String> texts = Waiting.join(state.read(room));
        Map<StatePart, JsonNode> parts = new EnumMap<>(StatePart.class);
        for (StatePart part : StatePart.values()) {
            Optional.ofNullable(texts.get(part.wireName())).map(json::read).filter(value -> !value.isNull())
                    .ifPresent(value -> parts.put(part, value));
        }
        return parts;
    }
}
