package io.roomwire.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.event.StreamKey;

/** The streams of a room. */
final class RoomStreams {

    /** Ids of agents, and so of rooms, have at most 64 characters: with these, a stream's name stays below 400. */
    private static final int MAX_ENCODED = 300;

    private RoomStreams() {
    }

    /** @param roomId a registered agent's id */
    static StreamKey room(String roomId) {
        return new StreamKey("room", roomId);
    }

    /**
     * The private stream of one session in a room.
     *
     * @param roomId a registered agent's id
     * @param session any text; blank, longer than 300 encoded characters or not Unicode is refused
     */
    static StreamKey privateRoom(String roomId, String session) {
        return new StreamKey("room-dm", roomId + ':' + encoded(session));
    }

    /** Percent-encodes all but {@code [A-Za-z0-9._-]}, so that two sessions never share a key. */
    static String encoded(String session) {
        if (session.isBlank() || session.length() > MAX_ENCODED || !UTF_8.newEncoder().canEncode(session)) {
            throw refusal();
        }
        StringBuilder text = new StringBuilder();
        for (byte b : session.getBytes(UTF_8)) {
            encode(text, b);
        }
        if (text.length() > MAX_ENCODED) {
            throw refusal();
        }
        return text.toString();
    }

    private static RoomException refusal() {
        return RoomException.badRequest("invalid_user_session_id");
    }

    private static void encode(StringBuilder text, byte b) {
        boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9')
                || b == '.' || b == '_' || b == '-';
        text.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
    }
}
