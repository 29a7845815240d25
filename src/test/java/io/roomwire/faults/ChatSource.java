package io.roomwire.faults;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/**
 * What a session says in a room.
 *
 * @param secret to the agent alone, which nobody but the session may see
 */
record ChatSource(String room, String session, boolean secret) implements Source {

    @Override
    public String stream() {
        return secret ? privately(room, session) : "room:" + room;
    }

    static String privately(String room, String session) {
        return "room-dm:" + room + ':' + session;
    }

    @Override
    public boolean keyed() {
        return false;
    }

    @Override
    public Request append(String mark, boolean keyed) {
        return Request.of("/api/chat/rooms/" + room + "/messages", "{\"user_session_id\":\"" + session
                + "\",\"user_nickname\":\"Mia\",\"visibility\":\"" + (secret ? "private" : "public")
                + "\",\"message_type\":\"" + (secret ? "private_agent_dm" : "public_plain") + "\",\"text\":\""
                + Token.mark(mark) + "\"}");
    }

    @Override
    public Optional<Acknowledged> acknowledged(HttpResponse<String> answer) {
        return answer.statusCode() == 200 ? Optional.of(Acknowledged.UNTOLD) : Optional.empty();
    }

    /** The room, with the session's private chat where this is one. */
    @Override
    public Sight sight() {
        List<String> streams = secret ? List.of("room:" + room, stream()) : List.of(stream());
        return new Sight(streams, "/api/rooms/" + room + "/events" + (secret ? "?user_session_id=" + session : ""),
                () -> new RoomReader(streams));
    }
}
