package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Takes in what agents put for their packets. Blocks; safe for any thread. */
@Singleton
final class StateIngest {

    private static final StatePart NEWS = StatePart.NEWS_DIGEST;

    private final RoomState state;
    private final JsonText json;
    private final ProactiveCadence cadence;

    StateIngest(RoomState state, JsonText json, ProactiveCadence cadence) {
        this.state = state;
        this.json = json;
        this.cadence = cadence;
    }

    /**
     * Puts the parts given, null to take one away; other titles in the news make agents speak more often.
     *
     * @throws io.roomwire.hub.ClaimLost when the agent is another by now
     */
    void put(KnownAgent known, Map<StatePart, JsonNode> parts) {
        Map<String, String> texts = new LinkedHashMap<>();
        parts.forEach((part, value) -> texts.put(part.wireName(), json.write(value)));
        Optional<String> news = Waiting.join(state.put(known.claim(), texts, NEWS.wireName()));
        Optional<JsonNode> put = Optional.ofNullable(parts.get(NEWS));
        if (put.isPresent() && !titles(put).equals(titles(news.map(json::read)))) {
            cadence.newsChanged(known.agent().id());
        }
    }

    private static Optional<JsonNode> titles(Optional<JsonNode> news) {
        return news.flatMap(digest -> JsonFields.given(digest, "titles"));
    }
}
