package io.roomwire.faults;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.SseBlock;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** Events that agents bring in for a trading model. They and resets have no name. */
record TradingSource(long model, String token) implements Source {

    private static final int TAKEN = 202;

    @Override
    public String stream() {
        return "trading:" + model;
    }

    @Override
    public boolean keyed() {
        return true;
    }

    @Override
    public Request append(String mark, boolean keyed) {
        String path = "/api/trading/events/" + model;
        String body = "{\"type\":\"status\",\"data\":{\"message\":\"" + Token.mark(mark) + "\"}}";
        String bearer = "Bearer " + token;
        return keyed ? Request.of(path, body, "Authorization", bearer, "Idempotency-Key", mark)
                : Request.of(path, body, "Authorization", bearer);
    }

    @Override
    public Optional<Acknowledged> acknowledged(HttpResponse<String> answer) {
        return answer.statusCode() != TAKEN ? Optional.empty()
                : Optional.of(new Acknowledged(Json.at(answer.body(), "id").getLongValue(), Entry.UNTOLD));
    }

    @Override
    public Sight sight() {
        return new Sight(List.of(stream()), "/api/trading/stream/" + model + "?token=" + token,
                () -> this::read);
    }

    private void read(SseBlock block, Sight.Notes notes) {
        if (block.data().filter(data -> data.contains("\"type\":\"stream_reset\"")).isPresent()) {
            notes.reset(stream(), block.position(), Json.at(block.data().orElseThrow(), "reason").getStringValue());
        } else {
            TopicSource.read(stream(), block, notes);
        }
    }
}
