package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's wish to say something, as far as it can be checked without the room.
 *
 * @param session secret: it opens the private chat
 * @param nickname as wished for, not yet tidied
 * @param text not blank
 */
public record ChatPost(String roomId, String session, Optional<String> nickname, ChatVisibility visibility,
                       ChatType type, String text) {

    /** A plain line for everybody. */
    public static ChatPost plain(String roomId, String session, String nickname, String text) {
        return new ChatPost(roomId, session, Optional.of(nickname), ChatVisibility.PUBLIC, ChatType.PUBLIC_PLAIN, text);
    }

    /** A line for everybody that speaks to the agent. */
    public static ChatPost mention(String roomId, String session, String nickname, String text) {
        return new ChatPost(roomId, session, Optional.of(nickname), ChatVisibility.PUBLIC,
                ChatType.PUBLIC_MENTION_AGENT, text);
    }

    /** Reads a request's body; the order of the checks is part of the contract. */
    static ChatPost read(String roomId, @Nullable JsonNode body, int maxText) {
        if (roomId.isBlank()) {
            throw RoomException.badRequest("invalid_room_id");
        }
        String session = session(text(body, "user_session_id"));
        ChatType type = ChatType.find(text(body, "message_type"))
                .orElseThrow(() -> RoomException.badRequest("invalid_message_type"));
        String text = checked(ChatText.trimmed(text(body, "text")), maxText);
        return new ChatPost(roomId, session, Optional.of(text(body, "user_nickname")),
                ChatVisibility.of(text(body, "visibility")), type, text);
    }

    /** A usable session id, without blanks around it. */
    static String session(String given) {
        String session = given.strip();
        RoomStreams.encoded(session);
        return session;
    }

    /** The checks that need to know who runs the room. */
    void checkFor(Agent agent) {
        if (visibility != type.visibility()) {
            throw RoomException.badRequest("invalid_visibility");
        }
        List<String> allowed = List.of("agent", ChatHandle.of(agent.name()));
        if (!allowed.containsAll(ChatText.mentions(text))) {
            throw RoomException.badRequest("invalid_mention_target");
        }
    }

    private static String checked(String text, int maxText) {
        if (text.isEmpty()) {
            throw RoomException.badRequest("invalid_text");
        }
        if (text.length() > maxText) {
            throw RoomException.badRequest("text_too_long");
        }
        return text;
    }

    /** Empty where the field is missing or no text. */
    static String text(@Nullable JsonNode body, String field) {
        JsonNode value = body == null || !body.isObject() ? null : body.get(field);
        return value != null && value.isString() ? value.getStringValue() : "";
    }
}
