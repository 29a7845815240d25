package io.roomwire.topic;

import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.EventLog;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** What Redis retains of a plain stream, as JSON. */
@Singleton
final class TopicHistory {

    private static final int DEFAULT = 100;
    private static final int MOST = 1000;

    private final EventLog log;

    TopicHistory(EventLog log) {
        this.log = log;
    }

    /** Reads events behind {@code after}; both arguments as the client gave them, empty for none. */
    CompletionStage<String> page(StreamKey stream, String after, String limit) {
        EventId from = after.isEmpty() ? EventId.NONE : EventId.parse(after)
                .orElseThrow(() -> TopicException.invalid("after is not an event id"));
        int most = limit(limit);
        var oldest = log.read(stream, EventId.NONE, 1);
        var newest = log.newest(List.of(stream));
        return log.read(stream, next(from), most)
                .thenCombine(oldest, (events, first) -> "{\"events\":[" + json(events) + "],\"oldest_id\":"
                        + (first.isEmpty() ? EventId.NONE : first.getFirst().id()))
                .thenCombine(newest, (start, last) -> start + ",\"newest_id\":" + last.getFirst() + '}');
    }

    private static EventId next(EventId from) {
        return from.value() == EventId.MAX ? from : new EventId(from.value() + 1);
    }

    private static int limit(String text) {
        if (text.isEmpty()) {
            return DEFAULT;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw TopicException.invalid("limit is not 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }

    private static String json(List<Event> events) {
        return events.stream()
                .map(event -> "{\"id\":" + event.id() + ",\"prev\":" + event.prev() + ",\"name\":\"" + event.name()
                        + "\",\"data\":" + event.text() + '}')
                .collect(Collectors.joining(","));
    }
}
