package io.roomwire.worklog;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.List;

/** Rooms as clients know them. Files that agents make are kept elsewhere: {@code assets} is always empty. */
final class LogRoomJson {

    private LogRoomJson() {
    }

    static JsonNode created(LogRoom room) {
        return withOwner(room).object();
    }

    static JsonNode listed(LogRoom room) {
        return room(room).putList("assets", List.of()).object();
    }

    static JsonNode whole(LogRoom room) {
        return withOwner(room).putList("assets", List.of()).object();
    }

    static JsonNode started(LogRoom room) {
        return withOwner(room).putList("assets", List.of()).put("message", "Workflow started successfully").object();
    }

    private static JsonFields withOwner(LogRoom room) {
        LogOwner owner = room.owner();
        return room(room).put("owner", new JsonFields().put("id", owner.id()).put("username", owner.username())
                .put("did", owner.did()).object());
    }

    private static JsonFields room(LogRoom room) {
        return new JsonFields().put("id", room.id()).put("ownerId", room.owner().id())
                .put("status", room.status().word()).put("inputText", room.inputText())
                .put("createdAt", LogTime.text(room.createdAt())).put("updatedAt", LogTime.text(room.updatedAt()));
    }
}
