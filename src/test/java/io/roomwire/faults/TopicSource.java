package io.roomwire.faults;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.Topic;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A plain stream.
 *
 * @param filler characters beside the token in each event
 */
record TopicSource(Topic topic, int filler) implements Source {

    @Override
    public String stream() {
        return topic.stream();
    }

    @Override
    public boolean keyed() {
        return true;
    }

    @Override
    public Request append(String token, boolean keyed) {
        String body = "{\"name\":\"e\",\"data\":{\"t\":\"" + Token.mark(token) + "\",\"x\":\"" + "x".repeat(filler) + "\"}}";
        return keyed ? Request.of(topic.path(), body, "x-control-token", Node.CONTROL_TOKEN,
                "Idempotency-Key", token)
                : Request.of(topic.path(), body, "x-control-token", Node.CONTROL_TOKEN);
    }

    @Override
    public Optional<Acknowledged> acknowledged(HttpResponse<String> answer) {
        if (answer.statusCode() != 201 && answer.statusCode() != 200) {
            return Optional.empty();
        }
        return Optional.of(new Acknowledged(Json.at(answer.body(), "id").getLongValue(),
                Json.at(answer.body(), "prev").getLongValue()));
    }

    @Override
    public Sight sight() {
        return new Sight(List.of(stream()), topic.path(), () -> (block, notes) -> read(stream(), block, notes));
    }

    /** Blocks of a connection that shows one stream, with ids. */
    static void read(String stream, SseBlock block, Sight.Notes notes) {
        if (block.id().isEmpty()) {
            return;
        }
        if (block.isNamed("stream_reset")) {
            notes.reset(stream, block.position(), Json.at(block.data().orElseThrow(), "reason").getStringValue());
        } else if (block.isEvent()) {
            notes.received(stream, block.position(), Token.in(block.data().orElseThrow()));
        } else {
            notes.placed(stream, block.position());
        }
    }

    /** All of them on one connection. */
    static Sight together(List<String> streams) {
        return new Sight(streams, "/api/v1/events?streams=" + String.join(",", streams),
                () -> (block, notes) -> readWrapped(streams, block, notes));
    }

    private static void readWrapped(List<String> streams, SseBlock block, Sight.Notes notes) {
        if (block.id().isEmpty() || block.data().isEmpty()) {
            return;
        }
        JsonNode event = Json.parse(block.data().get());
        String name = Json.at(block.data().get(), "event").getStringValue();
        if (name.equals("connected")) {
            List<String> ids = List.of(block.id().get().split("\\.", -1));
            IntStream.range(0, streams.size()).forEach(i -> notes.placed(streams.get(i), Long.parseLong(ids.get(i))));
            return;
        }
        String stream = Json.at(block.data().get(), "stream").getStringValue();
        JsonNode told = event.get("id");
        long id = told == null ? 0 : told.getLongValue();
        if (name.equals("stream_reset")) {
            notes.reset(stream, id, Json.at(block.data().get(), "data", "reason").getStringValue());
        } else {
            notes.received(stream, id, Token.in(block.data().get()));
        }
    }
}
