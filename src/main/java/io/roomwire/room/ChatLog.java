package io.roomwire.room;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append.HistoryRecord;
import io.roomwire.hub.Append.Limit;
import io.roomwire.hub.Append;
import io.roomwire.hub.Claim;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes messages: event and histories in one atomic append. Blocks; fails with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
@Singleton
final class ChatLog {

    /** A line is not repeated while it is among so many. */
    static final int REMEMBERED = 8;

    private final Hub hub;
    private final JsonText json;
    private final ChatSettings settings;

    ChatLog(Hub hub, JsonText json, ChatSettings settings) {
        this.hub = hub;
        this.json = json;
        this.settings = settings;
    }

    /** To the room, or to the session's own stream when it is private. */
    void append(ChatMessage message) {
        Waiting.join(hub.append(message.isPublic() ? inPublic(message) : inPrivate(message)));
    }

    /** Only while {@code claim} holds: else fails with {@link io.roomwire.hub.ClaimLost}. */
    void append(ChatMessage message, Claim claim) {
        Waiting.join(hub.append(inPublic(message).under(claim)));
    }

    /** To the room, only while {@code claim} holds and within {@code limit}: else fails with what stands against it. */
    void append(ChatMessage message, Claim claim, Limit limit) {
        Waiting.join(hub.append(inPublic(message).under(claim).within(limit)));
    }

    private Append inPublic(ChatMessage message) {
        String event = json.write(new PublicAppend("room.chat_public_append.v1", message.roomId(),
                message.createdTsMs(), message));
        return Append.of(RoomStreams.room(message.roomId()), "chat_public_append", event)
                .recording(publicRecords(message).toArray(HistoryRecord[]::new));
    }

    private List<HistoryRecord> publicRecords(ChatMessage message) {
        String line = json.write(message);
        List<HistoryRecord> records = new ArrayList<>();
        records.add(new HistoryRecord(ChatHistory.CHAT, line, settings.history()));
        if (message.byAgent()) {
            records.add(new HistoryRecord(ChatHistory.AGENT, line, REMEMBERED));
        }
        if (message.agentMessageKind() == ChatKind.PROACTIVE) {
            records.add(new HistoryRecord(ChatHistory.PROACTIVE, line, REMEMBERED));
        }
        return records;
    }

    private Append inPrivate(ChatMessage message) {
        StreamKey stream = RoomStreams.privateRoom(message.roomId(), message.userSessionId());
        String event = json.write(new PrivateAppend("room.chat_private_append.v1", message.roomId(),
                message.userSessionId(), message.createdTsMs(), message));
        return Append.of(stream, "chat_private_append", event).recording(
                new HistoryRecord(ChatHistory.CHAT, json.write(message), settings.history(), settings.expiry()));
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record PublicAppend(String schemaVersion, String roomId, long tsMs, ChatMessage message) {
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record PrivateAppend(String schemaVersion, String roomId, String userSessionId, long tsMs, ChatMessage message) {
    }
}
