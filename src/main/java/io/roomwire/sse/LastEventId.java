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
 * @param ids one per stream of the request that made it; empty where the client has no position yet: from now on
 */
record LastEventId(String text, List<Optional<EventId>> ids) {

    private static final int MAX_STREAMS = 64;

    LastEventId {
        ids = List.copyOf(ids);
    }

    /** Empty when the client names no position, or nothing that could be one. A query that is blank asks for one. */
    static Optional<LastEventId> of(HttpRequest<?> request) {
        return request.getHeaders().findFirst("Last-Event-ID").map(LastEventId::parse)
                .map(found -> found.filter(position -> !position.isBlank()))
                .orElseGet(() -> request.getParameters().getFirst("last_event_id").flatMap(LastEventId::parse));
    }

    /** Reads one id, or several joined by dots, any of which may be blank. */
    static Optional<LastEventId> parse(String text) {
        List<Optional<EventId>> ids = new ArrayList<>();
        for (String part : text.split("\\.", MAX_STREAMS)) {
            Optional<EventId> id = EventId.parse(part);
            if (id.isEmpty() && !part.isEmpty()) {
                return Optional.empty();
            }
            ids.add(id);
        }
        return Optional.of(new LastEventId(text, ids));
    }

    /** Names no position of any stream. */
    boolean isBlank() {
        return ids.stream().allMatch(Optional::isEmpty);
    }

    boolean isPlainZero() {
        return ids.size() == 1 && ids.getFirst().filter(EventId::isNone).isPresent();
    }

    /** Names a position of each stream. */
    boolean isWhole() {
        return ids.stream().allMatch(Optional::isPresent);
    }

    /** Whether it says something about each of so many streams. */
    boolean fits(int streams) {
        return isBlank() || ids.size() == streams;
    }

    /** The positions, with those that are not named filled in. */
    List<EventId> or(List<EventId> newest) {
        if (isBlank()) {
            return newest;
        }
        List<EventId> all = new ArrayList<>();
        for (int i = 0; i < newest.size(); i++) {
            all.add(ids.get(i).orElse(newest.get(i)));
        }
        return all;
    }
}
