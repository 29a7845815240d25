package io.roomwire.sse;

import io.micronaut.http.HttpRequest;
import io.roomwire.event.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a client wants to go on. The header wins over the query's {@code last_event_id}: a browser's own reconnect
 * keeps the old URL.
 *
 * @param text as the client sent it
 * @param ids one per stream of the request that made it
 */
record LastEventId(String text, List<EventId> ids) {

    private static final int MAX_STREAMS = 64;

    LastEventId {
        ids = List.copyOf(ids);
    }

    /** Empty when the client names no position, or nothing that could be one. */
    static Optional<LastEventId> of(HttpRequest<?> request) {
        return request.getHeaders().findFirst("Last-Event-ID")
                .or(() -> request.getParameters().getFirst("last_event_id"))
                .flatMap(LastEventId::parse);
    }

    /** Reads one id, or several joined by dots. */
    static Optional<LastEventId> parse(String text) {
        List<EventId> ids = new ArrayList<>();
        for (String part : text.split("\\.", MAX_STREAMS)) {
            Optional<EventId> id = EventId.parse(part);
            if (id.isEmpty()) {
                return Optional.empty();
            }
            ids.add(id.get());
        }
        return Optional.of(new LastEventId(text, ids));
    }

    boolean isPlainZero() {
        return ids.size() == 1 && ids.getFirst().isNone();
    }
}
