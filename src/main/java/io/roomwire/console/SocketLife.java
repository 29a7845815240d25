package io.roomwire.console;

import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.websocket.CloseReason;
import io.roomwire.access.Renewed;
import io.roomwire.console.AgentSockets.Held;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Tapping;
import io.roomwire.hub.Waiting;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cluster's list of connected agents: this node's sockets are on it, and what a dead node left there is taken
 * off. Blocks; safe for any thread.
 */
@Singleton
final class SocketLife implements Renewed {

    private static final Logger LOG = LoggerFactory.getLogger(SocketLife.class);
    private static final String SOCKET = "socket";
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final AgentSockets sockets;
    private final Hub hub;
    private final AgentDepartures departures;
    private final Executor blocking;

    /** The sockets of this node, and how they are told of their agents. */
    private final ConcurrentMap<Held, Here> here = new ConcurrentHashMap<>();

    SocketLife(AgentSockets sockets, Hub hub, AgentDepartures departures,
               @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.sockets = sockets;
        this.hub = hub;
        this.departures = departures;
        this.blocking = blocking;
    }

    private record Here(AgentSocket socket, Tapping tapping) {
    }

    /** Puts the socket in the place of the one that the agent had, wherever that is, which is told so. */
    void begin(AgentSession session) {
        Held held = session.socket().held();
        Tapping tapping = hub.tap(ConsoleStreams.agent(held.agent()), session);
        here.put(held, new Here(session.socket(), tapping));
        Waiting.join(sockets.take(held));
        Waiting.join(hub.signal(ConsoleStreams.agent(held.agent()), SOCKET, "{}"));
        departures.arrived(held);
    }

    /** The token of the socket that the agent has now. */
    Optional<String> holder(Held socket) {
        return Waiting.join(sockets.holder(socket.agent(), socket.role()));
    }

    /** What a newer socket has replaced leaves nothing behind. */
    void end(AgentSession session) {
        Held held = session.socket().held();
        Optional.ofNullable(here.remove(held)).ifPresent(known -> known.tapping().close());
        leave(held);
    }

    @Override
    public void renew() {
        here.values().forEach(known -> {
            var _ = known.socket().ping();
        });
        blocking.execute(() -> {
            try {
                refresh(List.copyOf(here.keySet()));
                Waiting.join(sockets.overdue()).forEach(departures::gone);
            } catch (EventLogUnavailable away) {
                LOG.debug("sockets are kept later: {}", away.getMessage());
            }
        });
    }

    /** A node that ends tells so at once, not by its silence. */
    @EventListener
    void end(ShutdownEvent event) {
        List<CompletableFuture<Void>> ends = here.values().stream().map(known -> {
            known.socket().close(CloseReason.GOING_AWAY);
            return CompletableFuture.runAsync(() -> leave(known.socket().held()), blocking);
        }).toList();
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(away -> null).join();
    }

    private void leave(Held held) {
        if (Waiting.join(sockets.release(held))) {
            departures.gone(held);
        }
    }

    /** This node was away for so long that its agents count as gone: they shall come again. */
    private void refresh(List<Held> held) {
        for (Held lost : Waiting.join(sockets.keep(held))) {
            Optional.ofNullable(here.get(lost)).ifPresent(known -> known.socket().close(AgentSocket.TRY_AGAIN));
        }
    }
}
