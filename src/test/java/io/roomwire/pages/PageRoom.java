package io.roomwire.pages;

import io.roomwire.testkit.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** A work log's room of a user's own. */
record PageRoom(PageUser owner, String id) {

    static PageRoom of(PageUser owner, String wish) {
        String room = owner.post("/api/v1/rooms", Map.of("inputText", wish));
        return new PageRoom(owner, Json.at(room, "id").getStringValue());
    }

    String path() {
        return "/worklog?id=" + id;
    }

    String route() {
        return "/api/v1/rooms/" + id;
    }

    void say(String level, String message) {
        say(level, message, Map.of());
    }

    void say(String level, String message, Map<String, Object> metadata) {
        Map<String, Object> line = new HashMap<>(Map.of("agentType", "story", "level", level, "message", message));
        if (!metadata.isEmpty()) {
            line.put("metadata", metadata);
        }
        owner.post(route() + "/logs", line);
    }

    /** Lines {@code from} to {@code to - 1}, as {@code line 7}. */
    void sayAll(int from, int to) {
        IntStream.range(from, to).forEach(number -> say("info", "line " + number));
    }

    void set(String status) {
        owner.patch(route(), Map.of("status", status));
    }
}
