package io.roomwire.faults;

import io.roomwire.event.EventId;
import io.roomwire.faults.Entry.Held;
import io.roomwire.faults.Entry.Kept;
import io.roomwire.faults.Entry.Losing;
import io.roomwire.faults.Entry.Lost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads Redis past all nodes, and writes down what it holds of the streams. */
final class Truth {

    private final Trace trace;
    private final List<String> streams;
    private final Map<String, Long> newest = new HashMap<>();

    Truth(Trace trace, List<String> streams) {
        this.trace = trace;
        this.streams = streams;
    }

    static String key(String stream) {
        return "rw:{" + stream + "}:events";
    }

    List<String> keys() {
        return streams.stream().map(Truth::key).toList();
    }

    /** What has come since the last look. */
    synchronized void look(Topology redis) {
        for (String stream : streams) {
            String from = new EventId(newest.getOrDefault(stream, 0L)).toRedis();
            note(stream, redis.server(key(stream)).call("XRANGE", key(stream), from, "+"));
        }
    }

    /** From now on Redis may lose what it has acknowledged. */
    void losing(String how) {
        trace.add(new Losing(how));
    }

    /** All that a server holds before it loses it. */
    synchronized void before(Function<String, @Nullable Object> read) {
        for (String stream : streams) {
            newest.remove(stream);
            note(stream, read.apply(key(stream)));
        }
    }

    /** What is left. */
    synchronized void after(boolean unseen, Function<String, @Nullable Object> read) {
        newest.clear();
        trace.add(new Lost(unseen));
        all(read);
    }

    /** All that there is now. */
    synchronized void all(Function<String, @Nullable Object> read) {
        for (String stream : streams) {
            newest.remove(stream);
            trace.add(new Held(stream, List.copyOf(note(stream, read.apply(key(stream))))));
        }
    }

    private List<Long> note(String stream, @Nullable Object entries) {
        List<Long> ids = new ArrayList<>();
        for (Object entry : (List<?>) (entries == null ? List.of() : entries)) {
            List<?> parts = (List<?>) entry;
            long id = EventId.ofRedis(String.valueOf(parts.getFirst())).value();
            ids.add(id);
            if (id > newest.getOrDefault(stream, 0L)) {
                newest.put(stream, id);
                List<?> fields = (List<?>) parts.get(1);
                trace.add(new Kept(stream, id, Long.parseLong(field(fields, "prev")), token(fields)));
            }
        }
        return ids;
    }

    /** A packet shows again what was said before. */
    private static String token(List<?> fields) {
        return field(fields, "event").equals("stream_packet") ? "" : Token.in(field(fields, "data"));
    }

    private static String field(List<?> fields, String name) {
        return String.valueOf(fields.get(fields.indexOf(name) + 1));
    }
}
