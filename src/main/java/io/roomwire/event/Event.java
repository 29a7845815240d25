package io.roomwire.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One entry of a stream.
 *
 * @param id {@link EventId#NONE} for a signal, which is published but not kept
 * @param prev the id of the event before it in the stream, {@link EventId#NONE} for the first
 * @param name 1 to 64 characters, no line break
 * @param data one line of JSON in UTF-8; read-only, its position never moves
 */
public record Event(EventId id, EventId prev, String name, ByteBuffer data) {

    public Event {
        data = data.asReadOnlyBuffer();
    }

    public static Event of(EventId id, EventId prev, String name, String data) {
        return new Event(id, prev, name, ByteBuffer.wrap(data.getBytes(StandardCharsets.UTF_8)));
    }

    /** A view with a position of its own. */
    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }

    public String text() {
        return StandardCharsets.UTF_8.decode(data()).toString();
    }

    public boolean isSignal() {
        return id.isNone();
    }
}
