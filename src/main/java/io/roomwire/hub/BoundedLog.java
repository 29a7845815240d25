package io.roomwire.hub;

import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets so many appends wait for Redis and no more, by the memory that they take: where publishers are faster than Redis
 * for long, the rest is refused at once instead of after a time-out, and never fills the heap. Safe for any thread.
 */
public final class BoundedLog implements EventLog {

    /** What an append holds beside its data, about. */
    private static final long OVERHEAD = 1024;

    private final EventLog log;
    private final long most;
    private final AtomicLong waiting = new AtomicLong();

    /** @param most bytes */
    public BoundedLog(EventLog log, long most) {
        this.log = log;
        this.most = most;
    }

    @Override
    public CompletionStage<Appended> append(Append append) {
        long cost = OVERHEAD + append.data().remaining();
        if (waiting.addAndGet(cost) > most) {
            waiting.addAndGet(-cost);
            return CompletableFuture.failedFuture(
                    new EventLogUnavailable(new IllegalStateException("too many appends wait for Redis")));
        }
        return log.append(append).whenComplete((appended, failure) -> waiting.addAndGet(-cost));
    }

    /** The bytes that wait now. */
    public long waiting() {
        return waiting.get();
    }

    @Override
    public CompletionStage<Void> signal(StreamKey stream, String name, String data) {
        return log.signal(stream, name, data);
    }

    @Override
    public CompletionStage<List<Event>> read(StreamKey stream, EventId from, int limit) {
        return log.read(stream, from, limit);
    }

    @Override
    public CompletionStage<List<Event>> tail(StreamKey stream, int limit) {
        return log.tail(stream, limit);
    }

    @Override
    public CompletionStage<List<EventId>> newest(List<StreamKey> streams) {
        return log.newest(streams);
    }

    @Override
    public CompletionStage<Void> renew(List<StreamKey> streams) {
        return log.renew(streams);
    }
}
