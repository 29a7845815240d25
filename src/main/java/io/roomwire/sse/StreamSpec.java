package io.roomwire.sse;

import io.roomwire.event.StreamKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a feature wants of one SSE connection.
 *
 * @param streams what is sent, in this order; ids are vectors where there are several
 * @param comment the first line, flushed with the head
 * @param retry how long a browser waits before it comes back; empty for 1 to 3 s, by chance
 * @param heartbeat what shows that the connection lasts
 * @param position which positions clients may have, and when they are told one
 * @param form how events and resets are written
 * @param opening what comes before the replay
 * @param until when the right to read ends, and the stream with it
 * @param headers of the response, beside or instead of those that every stream has
 * @param visit what the feature does with the connection
 * @param ending run once, when the connection is gone or was refused: gives back what was taken for it
 */
public record StreamSpec(List<StreamKey> streams, String comment, Optional<Duration> retry, Heartbeat heartbeat,
                         Position position, EventForm form, Opening opening, Optional<Instant> until,
                         Map<String, String> headers, Visit visit, Runnable ending) {

    private static final Heartbeat KEEPALIVE = Heartbeat.comment("keepalive");

    /** Which positions count. */
    public enum Position {
        /** Every one, 0 too. */
        ANY,
        /** None is 0: a plain {@code Last-Event-ID: 0} means no position, and nothing with id 0 is ever sent. */
        NOT_ZERO,
        /** Those that the opening gives: it reads for itself what the client asks for. */
        OPENING
    }

    public StreamSpec {
        streams = List.copyOf(streams);
        headers = Map.copyOf(headers);
    }

    /** The plain form: comments {@code connected} and {@code keepalive}, every position counts. */
    public static StreamSpec of(StreamKey... streams) {
        return new StreamSpec(List.of(streams), "connected", Optional.empty(), KEEPALIVE,
                Position.ANY, EventForm.NAMED, Opening.NONE, Optional.empty(), Map.of(), Visit.NONE, () -> { });
    }

    /** The system by which the connection is counted. */
    String system() {
        return streams.getFirst().system();
    }

    public StreamSpec retry(Duration value) {
        return new StreamSpec(streams, comment, Optional.of(value), heartbeat, position, form, opening, until, headers,
                visit, ending);
    }

    public StreamSpec heartbeat(Heartbeat value) {
        return new StreamSpec(streams, comment, retry, value, position, form, opening, until, headers, visit, ending);
    }

    public StreamSpec position(Position value) {
        return new StreamSpec(streams, comment, retry, heartbeat, value, form, opening, until, headers, visit, ending);
    }

    public StreamSpec form(EventForm value) {
        return new StreamSpec(streams, comment, retry, heartbeat, position, value, opening, until, headers, visit,
                ending);
    }

    public StreamSpec opening(Opening value) {
        return new StreamSpec(streams, comment, retry, heartbeat, position, form, value, until, headers, visit, ending);
    }

    /** The same, ending at that time if there is one. */
    public StreamSpec until(Optional<Instant> value) {
        return new StreamSpec(streams, comment, retry, heartbeat, position, form, opening, value, headers, visit,
                ending);
    }

    public StreamSpec header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new StreamSpec(streams, comment, retry, heartbeat, position, form, opening, until, more, visit, ending);
    }

    public StreamSpec visit(Visit value) {
        return new StreamSpec(streams, comment, retry, heartbeat, position, form, opening, until, headers, value,
                ending);
    }

    public StreamSpec ending(Runnable value) {
        return new StreamSpec(streams, comment, retry, heartbeat, position, form, opening, until, headers, visit,
                value);
    }
}
