package io.roomwire.hub;

import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The shared log of all streams. Safe for any thread, never blocks; every stage may fail with
 * {@link EventLogUnavailable}.
 */
public interface EventLog {

    /**
     * Writes and publishes one event, atomically and at most once.
     *
     * @return fails with {@link IdempotencyMismatch}, {@link ClaimLost}, {@link LimitReached} or
     *     {@link EventLogUnavailable}
     */
    CompletionStage<Appended> append(Append append);

    /** Publishes without keeping: whoever watches now gets it, nobody later. */
    CompletionStage<Void> signal(StreamKey stream, String name, String data);

    /** The retained events from {@code from} on, itself included, oldest first, at most {@code limit}. */
    CompletionStage<List<Event>> read(StreamKey stream, EventId from, int limit);

    /** The newest {@code limit} retained events, oldest first. */
    CompletionStage<List<Event>> tail(StreamKey stream, int limit);

    /** The newest id of each stream, in order, {@link EventId#NONE} for an empty one; asked in one batch. */
    CompletionStage<List<EventId>> newest(List<StreamKey> streams);

    /** Puts off the expiry of each stream; asked in one batch. */
    CompletionStage<Void> renew(List<StreamKey> streams);
}
