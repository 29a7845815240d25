package io.roomwire.hub;

import io.roomwire.event.EventId;

/** Where a subscriber's frames go. Called on the subscriber's loop alone; must not block. */
public interface Sink {

    /** Whether more may be written now. When it turns true again the owner calls {@link Subscriber#resume}. */
    boolean writable();

    /** Writes an event's frame, without flushing. The caller holds the frame until the next {@link Loop#send}. */
    void event(Frame frame, EventId id);

    /** Writes a signal's frame, without flushing. The caller holds the frame until the next {@link Loop#send}. */
    void signal(Frame frame);

    /** Writes a reset, without flushing. */
    void reset(Reset reset);

    /** All that the client had missed has been written. Told once. */
    void live();

    void flush();

    /** Writing failed, and not because the client has gone: closes the subscriber. */
    void failed(Throwable failure);
}
