package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.StreamKey;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The end of a room's public chat, as packets show it. Blocks; safe for any thread. */
@Singleton
final class ChatPreview {

    private static final int MESSAGES = 30;

    private final ChatHistory history;
    private final JsonText json;

    ChatPreview(ChatHistory history, JsonText json) {
        this.history = history;
        this.json = json;
    }

    JsonNode of(StreamKey room) {
        List<JsonNode> messages = history.newest(room, ChatHistory.CHAT, MESSAGES, ChatHistory.NEWEST).stream()
                .map(json::tree).toList();
        return new JsonFields().put("room_id", room.name()).put("visibility", "public").putList("messages", messages)
                .put("count", messages.size()).put("last_ts_ms", last(messages)).object();
    }

    private static Optional<JsonNode> last(List<JsonNode> messages) {
        return messages.isEmpty() ? Optional.empty() : JsonFields.given(messages.getLast(), "created_ts_ms");
    }
}
