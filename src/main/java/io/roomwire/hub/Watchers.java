package io.roomwire.hub;

import io.roomwire.event.Event;
import io.roomwire.event.StreamKey;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the connections of those who may not watch a stream any more. A change is told to all nodes by a signal on the
 * stream, and each looks at its own watchers again; so it does whenever it may have missed such a word. Safe for any
 * thread, never blocks.
 *
 * @param <U> by what a watcher is known
 */
public final class Watchers<U> {

    /** The name of the signal. */
    public static final String CHANGED = "access.updated";

    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final Hub hub;
    private final Rights<U> rights;
    private final Executor blocking;
    private final ConcurrentMap<StreamKey, Watched<U>> streams = new ConcurrentHashMap<>();

    /** Who may watch a stream as things are now. May block and fail with {@link EventLogUnavailable}. */
    public interface Rights<U> {
        Predicate<U> of(StreamKey stream);
    }

    /** One connection; as a key it equals itself only. */
    private static final class Connection {

        private final Runnable end;

        Connection(Runnable end) {
            this.end = end;
        }
    }

    /** @param users by their connections */
    private record Watched<U>(Tapping tapping, Map<Connection, U> users) {
    }

    /**
     * Looks after no one yet.
     *
     * @param blocking where rights are asked for
     */
    public Watchers(Hub hub, Rights<U> rights, Executor blocking) {
        this.hub = hub;
        this.rights = rights;
        this.blocking = blocking;
    }

    /**
     * Tells all nodes that the rights to a stream have changed.
     *
     * @param data of the signal, one line of JSON
     */
    public CompletionStage<Void> lookAgain(StreamKey stream, String data) {
        return hub.signal(stream, CHANGED, data);
    }

    /**
     * Looks after a connection from now on.
     *
     * @param end run, perhaps more than once, when the user may not watch any more
     * @return to be run once the connection is gone
     */
    public Runnable enter(StreamKey stream, U user, Runnable end) {
        Connection connection = new Connection(end);
        streams.compute(stream, (key, known) -> {
            Watched<U> watched = known == null
                    ? new Watched<>(hub.tap(stream, new Changes(stream)), new ConcurrentHashMap<>()) : known;
            watched.users().put(connection, user);
            return watched;
        });
        return () -> leave(stream, connection);
    }

    private void leave(StreamKey stream, Connection connection) {
        streams.computeIfPresent(stream, (key, watched) -> {
            watched.users().remove(connection);
            if (!watched.users().isEmpty()) {
                return watched;
            }
            watched.tapping().close();
            return null;
        });
    }

    private void look(StreamKey stream) {
        try {
            Predicate<U> right = rights.of(stream);
            Watched<U> watched = streams.get(stream);
            if (watched != null) {
                watched.users().forEach((connection, user) -> {
                    if (!right.test(user)) {
                        connection.end.run();
                    }
                });
            }
        } catch (EventLogUnavailable away) {
            LOG.debug("who may watch {} is not looked at: {}", stream, away.getMessage());
        }
    }

    /** Hears of changes to the rights to one stream. */
    private final class Changes implements Tap {

        private final StreamKey stream;

        Changes(StreamKey stream) {
            this.stream = stream;
        }

        @Override
        public void onEvent(Event event) {
            if (event.isSignal() && event.name().equals(CHANGED)) {
                blocking.execute(() -> look(stream));
            }
        }

        @Override
        public void onDoubt() {
            blocking.execute(() -> look(stream));
        }
    }
}
