package io.roomwire.faults;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.SseBlock;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/**
 * A project's chat. Its viewers are one user's, who has no more places than they need and one: a place that a dead node
 * or a closed connection kept would keep one of them out.
 */
record ProjectSource(String project, String token) implements Source {

    static final int VIEWERS = 3;
    static final int PLACES = VIEWERS + 1;

    @Override
    public String stream() {
        return "project:" + project;
    }

    @Override
    public boolean keyed() {
        return true;
    }

    /** Without a key of the client's the node makes one. */
    @Override
    public Request append(String mark, boolean keyed) {
        return Request.of("/api/persistent-chat/messages", "{\"project_id\":\"" + project + "\",\"text\":\""
                + Token.mark(mark) + "\",\"target\":\"team\"" + (keyed ? ",\"client_msg_id\":\"" + mark + '"' : "") + '}',
                "Authorization", "Bearer " + token);
    }

    @Override
    public Optional<Acknowledged> acknowledged(HttpResponse<String> answer) {
        return answer.statusCode() / 100 != 2 ? Optional.empty()
                : Optional.of(new Acknowledged(Json.at(answer.body(), "seq").getLongValue(), Entry.UNTOLD));
    }

    @Override
    public Sight sight() {
        return new Sight(List.of(stream()), "/api/persistent-chat/stream?projectId=" + project + "&token=" + token,
                () -> this::read);
    }

    /** Behind a reset comes all that is retained behind the position: nobody says where that begins. */
    private void read(SseBlock block, Sight.Notes notes) {
        if (block.isNamed("stream_reset")) {
            notes.reset(stream(), Entry.UNTOLD, Json.at(block.data().orElseThrow(), "reason").getStringValue());
        } else if (block.isNamed("connection.established")) {
            notes.placed(stream(), block.position());
        } else {
            TopicSource.read(stream(), block, notes);
        }
    }
}
