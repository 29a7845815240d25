package io.roomwire.hub;

import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Adds streams of this node alone to those that nodes share: what is signalled on one reaches its viewers here, whether
 * Redis is there or not, by the same feeds, lanes and connections as everything else. Such a stream never has an event
 * to replay. Safe for any thread.
 */
public final class LocalStreams implements EventLog, LiveChannel {

    private static final String SYSTEM = "local";
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final EventLog log;
    private final LiveChannel live;
    private volatile LiveChannel.Listener listener;

    /** Takes the place of both in a hub's {@link Hub.Ports}. */
    public LocalStreams(EventLog log, LiveChannel live) {
        this.log = log;
        this.live = live;
        this.listener = new Deaf();
    }

    /** Names one. */
    public static StreamKey stream(String name) {
        return new StreamKey(SYSTEM, name);
    }

    private static boolean isLocal(StreamKey stream) {
        return stream.system().equals(SYSTEM);
    }

    @Override
    public CompletionStage<Appended> append(Append append) {
        return isLocal(append.stream())
                ? CompletableFuture.failedFuture(new UnsupportedOperationException("a local stream keeps nothing"))
                : log.append(append);
    }

    @Override
    public CompletionStage<Void> signal(StreamKey stream, String name, String data) {
        if (!isLocal(stream)) {
            return log.signal(stream, name, data);
        }
        listener.onEvent(stream, Event.of(EventId.NONE, EventId.NONE, name, data));
        return DONE;
    }

    @Override
    public CompletionStage<List<Event>> read(StreamKey stream, EventId from, int limit) {
        return isLocal(stream) ? CompletableFuture.completedStage(List.of()) : log.read(stream, from, limit);
    }

    @Override
    public CompletionStage<List<Event>> tail(StreamKey stream, int limit) {
        return isLocal(stream) ? CompletableFuture.completedStage(List.of()) : log.tail(stream, limit);
    }

    @Override
    public CompletionStage<List<EventId>> newest(List<StreamKey> streams) {
        List<StreamKey> shared = shared(streams);
        return shared.size() == streams.size() ? log.newest(streams) : log.newest(shared).thenApply(ids -> {
            Iterator<EventId> answers = ids.iterator();
            List<EventId> all = new ArrayList<>();
            streams.forEach(stream -> all.add(isLocal(stream) ? EventId.NONE : answers.next()));
            return all;
        });
    }

    @Override
    public CompletionStage<Void> renew(List<StreamKey> streams) {
        return log.renew(shared(streams));
    }

    private static List<StreamKey> shared(List<StreamKey> streams) {
        return streams.stream().filter(stream -> !isLocal(stream)).toList();
    }

    @Override
    public CompletionStage<Void> subscribe(StreamKey stream) {
        return isLocal(stream) ? DONE : live.subscribe(stream);
    }

    @Override
    public void unsubscribe(StreamKey stream) {
        if (!isLocal(stream)) {
            live.unsubscribe(stream);
        }
    }

    @Override
    public void reconnect() {
        live.reconnect();
    }

    @Override
    public void listen(LiveChannel.Listener newListener) {
        listener = newListener;
        live.listen(newListener);
    }

    /** Until the hub listens, nobody watches. */
    private static final class Deaf implements LiveChannel.Listener {

        @Override
        public void onEvent(StreamKey stream, Event event) {
            // nobody listens yet
        }

        @Override
        public void onDoubt(StreamKey stream) {
            // nobody listens yet
        }
    }
}
