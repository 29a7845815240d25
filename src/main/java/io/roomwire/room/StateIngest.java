package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.StreamKey;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Takes in what agents put for their packets. Blocks; safe for any thread. */
@Singleton
final class StateIngest {

    private final RoomState state;
    private final StateReader reader;
    private final JsonText json;
    private final ProactiveCadence cadence;

    StateIngest(RoomState state, StateReader reader, JsonText json, ProactiveCadence cadence) {
        this.state = state;
        this.reader = reader;
        this.json = json;
        this.cadence = cadence;
    }

    /** Puts the parts given, null to take one away; other titles in the news make agents speak more often. */
    void put(Agent agent, Map<StatePart, JsonNode> parts) {
        StreamKey room = RoomStreams.room(agent.id());
        boolean fresh = parts.containsKey(StatePart.NEWS_DIGEST) && !titles(parts).equals(titles(reader.read(room)));
        Map<String, String> texts = new LinkedHashMap<>();
        parts.forEach((part, value) -> texts.put(part.wireName(), json.write(value)));
        Waiting.join(state.put(room, texts));
        if (fresh) {
            cadence.newsChanged(agent.id());
        }
    }

    private static Optional<JsonNode> titles(Map<StatePart, JsonNode> parts) {
        return Optional.ofNullable(parts.get(StatePart.NEWS_DIGEST)).flatMap(news -> JsonFields.given(news, "titles"));
    }
}
