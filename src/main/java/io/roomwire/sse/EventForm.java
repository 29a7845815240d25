package io.roomwire.sse;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a connection's blocks look. */
public enum EventForm {

    /** As the WHATWG HTML standard, 9.2.5, has them: id, name, data. */
    NAMED,

    /** A reset has no name either, for clients that listen to unnamed events alone. */
    UNNAMED_RESET,

    /** A reset has no id. */
    RESET_WITHOUT_ID,

    /** Unnamed, each telling its stream, its own id and its name: {@code {"stream","id","event","data"}}. */
    WRAPPED;

    /** The name under which browsers dispatch events without one. */
    static final String UNNAMED = "message";
    static final String WRAPPED_END = "}\n\n";

    /** A whole block; {@code data} is one line of JSON. */
    public static String block(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    /** A whole block; {@code data} is one line of JSON. */
    public static String block(EventId id, String name, String data) {
        return "id: " + id + '\n' + block(name, data);
    }

    /** A whole block; {@code data} is one line of JSON. */
    public static String unnamed(String data) {
        return "data: " + data + "\n\n";
    }

    /** What stands before the data of a wrapped event; {@link #WRAPPED_END} stands behind it. */
    static String wrappedHead(StreamKey stream, Optional<EventId> id, String name) {
        return "data: {\"stream\":\"" + stream + '"' + id.map(value -> ",\"id\":" + value).orElse("") + ",\"event\":\""
                + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\",\"data\":";
    }

    static String vector(List<EventId> ids) {
        return ids.stream().map(EventId::toString).collect(Collectors.joining("."));
    }
}
