package io.roomwire.project;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Hub;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Tells a project's viewers on all nodes who comes, types and goes. Safe for any thread, never blocks. */
@Singleton
final class PresenceNews {

    /** Services act for users, who are clients. */
    static final String USER_TYPE = "client";

    private final Hub hub;
    private final JsonText json;

    PresenceNews(Hub hub, JsonText json) {
        this.hub = hub;
        this.json = json;
    }

    CompletionStage<Void> heartbeat(StreamKey project, String user, boolean typing, Instant at) {
        return updated(project, user, typing, true, "heartbeat", at);
    }

    CompletionStage<Void> left(StreamKey project, String user, Instant at) {
        return updated(project, user, false, false, "user_left", at);
    }

    CompletionStage<Void> typing(StreamKey project, String user, boolean typing, Instant at) {
        return hub.signal(project, "typing", json.write(new JsonFields().put("projectId", project.name())
                .put("userId", user).put("userType", USER_TYPE).put("isTyping", typing)
                .put("timestamp", ProjectTime.text(at)).object()));
    }

    private CompletionStage<Void> updated(StreamKey project, String user, boolean typing, boolean online, String event,
                                          Instant at) {
        return hub.signal(project, "presence.updated", json.write(new JsonFields().put("projectId", project.name())
                .put("user", new JsonFields().put("userId", user).put("userType", USER_TYPE).put("isTyping", typing)
                        .put("lastSeen", at.toEpochMilli()).put("isOnline", online).object())
                .put("event", event).put("timestamp", ProjectTime.text(at)).object()));
    }
}
