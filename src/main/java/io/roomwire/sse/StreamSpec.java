package io.roomwire.sse;

import io.roomwire.event.StreamKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one SSE connection shows and how it speaks.
 *
 * @param streams one, or several for vector ids in this order
 * @param comment the first comment's text
 * @param keepalive the comment's text after silence
 * @param silence how long nothing may be sent; empty for the node's heartbeat
 * @param zeroIsPosition false where a plain {@code Last-Event-ID: 0} means no position
 * @param emptyHasPosition false where nothing with id 0 is ever sent, neither as position block nor as reset
 * @param until when the right to read ends, and the stream with it
 * @param headers of the response, beside or instead of those that every stream has
 * @param visit what the feature does with the connection
 */
public record StreamSpec(List<StreamKey> streams, String comment, String keepalive, Optional<Duration> silence,
                         boolean zeroIsPosition, boolean emptyHasPosition, Optional<Instant> until,
                         Map<String, String> headers, Visit visit) {

    public StreamSpec {
        streams = List.copyOf(streams);
        headers = Map.copyOf(headers);
    }

    /** The first stream's, under which the connection is counted. */
    String system() {
        return streams.getFirst().system();
    }

    /** The plain form: comments {@code connected} and {@code keepalive}, every position counts. */
    public static StreamSpec of(StreamKey stream) {
        return new StreamSpec(List.of(stream), "connected", "keepalive", Optional.empty(), true, true, Optional.empty(),
                Map.of(), Visit.NONE);
    }

    /** The same, ending at that time if there is one. */
    public StreamSpec until(Optional<Instant> end) {
        return new StreamSpec(streams, comment, keepalive, silence, zeroIsPosition, emptyHasPosition, end, headers,
                visit);
    }
}
