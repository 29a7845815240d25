package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.Event;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Tap;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens at one socket of an agent, from its opening to its end, on one thread at a time that may block: see
 * {@link Inbox}. As a tap it is safe for any thread.
 */
final class AgentSession implements Tap {

    private static final Logger LOG = LoggerFactory.getLogger(AgentSession.class);

    private final AgentSocket socket;
    private final AgentWork work;
    private final SocketLife life;
    private final JsonText json;
    private final ConsoleMetrics metrics;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Runnable wakeUp = () -> { };

    AgentSession(AgentSocket socket, AgentWork work, SocketLife life, JsonText json, ConsoleMetrics metrics) {
        this.socket = socket;
        this.work = work;
        this.life = life;
        this.json = json;
        this.metrics = metrics;
    }

    AgentSocket socket() {
        return socket;
    }

    /** Says how the session is woken from elsewhere; told once, before it is opened. */
    void onWake(Runnable wake) {
        wakeUp = wake;
    }

    /** Completes when all that follows from the end has been done. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    void read(List<Inbound> batch) {
        for (Inbound item : batch) {
            guarded(() -> read(item), item instanceof Inbound.Message ? 1 : 0);
        }
        guarded(work::flush, 0);
    }

    /** @param refused messages of which the agent is told when Redis is away */
    private void guarded(Runnable step, int refused) {
        try {
            step.run();
        } catch (EventLogUnavailable away) {
            LOG.debug("{}: {}", socket.agent(), away.getMessage());
            socket.sendError("UNAVAILABLE", "Redis does not answer; try again.", refused);
        } catch (RuntimeException failure) {
            LOG.warn("a socket of {}", socket.agent(), failure);
        }
    }

    private void read(Inbound item) {
        switch (item) {
            case Inbound.Opened _ -> begin();
            case Inbound.Message message -> read(message.text());
            case Inbound.Refused refused -> {
                work.flush();
                metrics.refused(refused.count());
                socket.sendError(refused.reason().code(), refused.reason().message(), refused.count());
            }
            case Inbound.Woken _ -> wake();
            case Inbound.Closed _ -> end();
        }
    }

    /** Without a place in the registry a socket is of no use: the agent shall come again. */
    private void begin() {
        try {
            life.begin(this);
            work.wake();
        } catch (EventLogUnavailable away) {
            socket.close(AgentSocket.TRY_AGAIN);
            throw away;
        }
    }

    private void read(String text) {
        try {
            JsonNode message = json.read(text);
            work.read(JsonFields.text(message, "type").orElse(""), message);
        } catch (IllegalArgumentException | UncheckedIOException wrong) {
            work.flush();
            metrics.malformed();
            socket.sendError("VALIDATION_ERROR", wrong instanceof UncheckedIOException ? "The message is not JSON."
                    : String.valueOf(wrong.getMessage()), 1);
        }
    }

    /** Where the agent has no socket at all, this one was given up while its node was silent. */
    private void wake() {
        Optional<String> holder = life.holder(socket.held());
        if (holder.isEmpty()) {
            socket.close(AgentSocket.TRY_AGAIN);
        } else if (holder.get().equals(socket.held().token())) {
            work.wake();
        } else {
            metrics.replaced();
            socket.close(AgentSocket.REPLACED);
        }
    }

    private void end() {
        try {
            work.flush();
            work.end();
            socket.ended();
            life.end(this);
        } finally {
            ended.complete(null);
        }
    }

    @Override
    public void onEvent(Event event) {
        if (!event.name().equals(AgentLine.ANSWER)) {
            wakeUp.run();
        }
    }

    @Override
    public void onDoubt() {
        wakeUp.run();
    }
}
