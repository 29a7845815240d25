package io.roomwire.faults;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** A work log's lines. */
record WorkLogSource(String room, String token) implements Source {

    private static final int TAKEN = 202;

    @Override
    public String stream() {
        return "worklog:" + room;
    }

    @Override
    public boolean keyed() {
        return false;
    }

    @Override
    public Request append(String mark, boolean keyed) {
        return Request.of("/api/v1/rooms/" + room + "/logs",
                "{\"agentType\":\"story\",\"level\":\"info\",\"message\":\"" + Token.mark(mark) + "\"}",
                "Authorization", "Bearer " + token);
    }

    @Override
    public Optional<Acknowledged> acknowledged(HttpResponse<String> answer) {
        return answer.statusCode() == TAKEN ? Optional.of(Acknowledged.UNTOLD) : Optional.empty();
    }

    @Override
    public Sight sight() {
        return new Sight(List.of(stream()), "/api/v1/rooms/" + room + "/logs?token=" + token,
                () -> (block, notes) -> TopicSource.read(stream(), block, notes));
    }
}
