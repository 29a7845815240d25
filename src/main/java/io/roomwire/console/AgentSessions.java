package io.roomwire.console;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.roomwire.console.AgentSockets.Held;
import io.roomwire.console.Inboxes.Intake;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.reactivestreams.Publisher;

/** The sockets of this node, as its event loops know them. Safe for any thread, never blocks. */
@Singleton
final class AgentSessions {

    /** What the decoder lets through; the setting, which is not above it, refuses without closing. */
    static final int LARGEST = 1024 * 1024;

    private final AgentWorks works;
    private final SocketLife life;
    private final Inboxes inboxes;
    private final JsonText json;
    private final ConsoleMetrics metrics;

    /** Each session is equal to itself alone; its id would not do, for that is what the client calls it. */
    private final ConcurrentMap<WebSocketSession, Intake> open = new ConcurrentHashMap<>();

    AgentSessions(AgentWorks works, SocketLife life, Inboxes inboxes, JsonText json, ConsoleMetrics metrics) {
        this.works = works;
        this.life = life;
        this.inboxes = inboxes;
        this.json = json;
        this.metrics = metrics;
    }

    void open(WebSocketSession session, String agent, SocketRole role) {
        AgentSocket socket = new AgentSocket(session, new Held(agent, role, UUID.randomUUID().toString()), json);
        Intake intake = inboxes.of(new AgentSession(socket, works.of(socket), life, json, metrics));
        open.put(session, intake);
        intake.inbox().add(new Inbound.Opened());
    }

    void message(WebSocketSession session, String text) {
        find(session).ifPresent(intake -> intake.message(text));
    }

    void pong(WebSocketSession session, String content) {
        find(session).ifPresent(intake -> intake.session().socket().ponged(content));
    }

    /**
     * The agent's own close is answered when all that follows from it has been done, so that whoever asks then finds
     * the agent gone.
     */
    Publisher<Void> close(WebSocketSession session) {
        Optional<Intake> closed = Optional.ofNullable(open.remove(session));
        closed.ifPresent(intake -> intake.inbox().add(new Inbound.Closed()));
        return Publishers.fromCompletableFuture(closed.map(intake -> intake.session().ended())
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .whenComplete((done, failure) -> session.close(CloseReason.NORMAL)));
    }

    private Optional<Intake> find(WebSocketSession session) {
        return Optional.ofNullable(open.get(session));
    }
}
