package io.roomwire.hub;

import io.roomwire.event.StreamKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request to write one event, atomically with everything named here.
 *
 * @param stream where to
 * @param name the event's name, no line break
 * @param data one line of JSON in UTF-8
 * @param once makes a repeat answer with the first result
 * @param claim makes the append fail with {@link ClaimLost} once the role has passed to another node
 * @param limit makes the append fail with {@link LimitReached} once so many were made within a time
 * @param deadline makes the append fail with {@link ClaimLost} from then on, by Redis' clock
 * @param stamp makes the event's id the first member of the data, an object with one member at least, under this name
 * @param records longer histories of the same stream to write along
 */
public record Append(StreamKey stream, String name, ByteBuffer data, Optional<Once> once, Optional<Claim> claim,
                     Optional<Limit> limit, Optional<Instant> deadline, Optional<String> stamp,
                     List<HistoryRecord> records) {

    public Append {
        records = List.copyOf(records);
    }

    /** Nothing beside the event and what is named here. */
    public Append(StreamKey stream, String name, ByteBuffer data, Optional<Once> once) {
        this(stream, name, data, once, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    public static Append of(StreamKey stream, String name, String data) {
        return new Append(stream, name, ByteBuffer.wrap(data.getBytes(StandardCharsets.UTF_8)), Optional.empty());
    }

    public Append once(Once value) {
        return new Append(stream, name, data, Optional.of(value), claim, limit, deadline, stamp, records);
    }

    public Append under(Claim value) {
        return new Append(stream, name, data, once, Optional.of(value), limit, deadline, stamp, records);
    }

    public Append within(Limit value) {
        return new Append(stream, name, data, once, claim, Optional.of(value), deadline, stamp, records);
    }

    public Append before(Instant value) {
        return new Append(stream, name, data, once, claim, limit, Optional.of(value), stamp, records);
    }

    public Append stamped(String member) {
        return new Append(stream, name, data, once, claim, limit, deadline, Optional.of(member), records);
    }

    public Append recording(HistoryRecord... values) {
        return new Append(stream, name, data, once, claim, limit, deadline, stamp, List.of(values));
    }

    /**
     * An idempotency key, valid for 24 h.
     *
     * @param key chosen by the caller, 1 to 255 characters
     * @param body the whole request body that the key stands for; another body under the same key is refused
     */
    public record Once(String key, ByteBuffer body) {
    }

    /**
     * At most so many appends within any window, counted at {@code rw:{<stream>}:limit:<name>}; what is refused does
     * not count.
     *
     * @param name of who is limited
     * @param window in whole milliseconds
     */
    public record Limit(String name, int max, Duration window) {
    }

    /**
     * An entry for a longer history of the same stream, kept at {@code rw:{<stream>}:<history>}.
     *
     * @param history the name of the history
     * @param data one line of JSON, in the entry's field {@code data}
     * @param maxCount entries kept, or a few more
     * @param expiry the history goes this long after its last entry; zero for never
     * @param numbered whether the entry's field {@code n} counts entries, from 1 on and without holes
     */
    public record HistoryRecord(String history, String data, int maxCount, Duration expiry, boolean numbered) {

        public HistoryRecord(String history, String data, int maxCount, Duration expiry) {
            this(history, data, maxCount, expiry, false);
        }

        public HistoryRecord(String history, String data, int maxCount) {
            this(history, data, maxCount, Duration.ZERO);
        }

        public static HistoryRecord numbered(String history, String data, int maxCount) {
            return new HistoryRecord(history, data, maxCount, Duration.ZERO, true);
        }
    }
}
