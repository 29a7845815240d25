package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Appended;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Tap;
import io.roomwire.hub.Tapping;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Speaks with agents, wherever they are connected, through the stream {@code agent:<id>}: what they are to be told, for
 * the node that has the control socket, and what they answer. Blocks; safe for any thread.
 */
@Singleton
final class AgentLine {

    static final String REQUEST = "request";
    static final String ANSWER = "answer";

    private static final int PAGE = 100;

    private final Hub hub;
    private final AgentSockets sockets;
    private final JsonText json;
    private final ConsoleSettings settings;
    private final Clock clock;

    AgentLine(Hub hub, AgentSockets sockets, JsonText json, ConsoleSettings settings, Clock clock) {
        this.hub = hub;
        this.sockets = sockets;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    /** How long {@link #ask} waits. */
    Duration patience() {
        return settings.answer();
    }

    /**
     * Queues a message to the control socket that the agent has now.
     *
     * @param validity after which it is not delivered any more
     * @throws ConsoleException when it has none
     */
    EventId send(String agent, JsonNode message, Duration validity) {
        String data = json.write(new JsonFields().put("deadline_ms", clock.millis() + validity.toMillis())
                .put("message", message).object());
        StreamKey stream = ConsoleStreams.agent(agent);
        String token = Waiting.join(sockets.holder(agent, SocketRole.CONTROL))
                .orElseThrow(ConsoleException::offline);
        try {
            Claim claim = new Claim(stream, SocketRole.CONTROL.word(), token);
            Appended appended = Waiting.join(hub.append(Append.of(stream, REQUEST, data).under(claim)));
            return appended.id();
        } catch (ClaimLost gone) {
            throw ConsoleException.offline();
        }
    }

    /** Passes on what the agent answered to whoever asked. */
    void answered(String agent, String requestId, JsonNode answer) {
        String data = json.write(new JsonFields().put("request_id", requestId).put("message", answer).object());
        Waiting.join(hub.append(Append.of(ConsoleStreams.agent(agent), ANSWER, data)));
    }

    /**
     * Sends a message and waits for the answer with its {@code request_id}.
     *
     * @return empty when none came within {@link #patience}
     */
    Optional<JsonNode> ask(String agent, String requestId, JsonNode message) {
        Duration patience = patience();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        Ear ear = new Ear(requestId, answer);
        try (Tapping tapping = hub.tap(ConsoleStreams.agent(agent), ear)) {
            Waiting.join(tapping.live().toCompletableFuture().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS));
            EventId sent = send(agent, message, patience);
            Optional<JsonNode> heard = await(answer, patience);
            return heard.isPresent() ? heard : missed(agent, requestId, sent);
        }
    }

    private static Optional<JsonNode> await(CompletableFuture<JsonNode> answer, Duration patience) {
        try {
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Live messages come at most once; the log has the answer all the same. */
    private Optional<JsonNode> missed(String agent, String requestId, EventId sent) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        Ear ear = new Ear(requestId, answer);
        EventId position = sent;
        for (List<Event> page = after(agent, position); !page.isEmpty(); page = after(agent, position)) {
            page.forEach(ear::onEvent);
            position = page.getLast().id();
        }
        return Optional.ofNullable(answer.getNow(null));
    }

    private List<Event> after(String agent, EventId position) {
        return Waiting.join(hub.read(ConsoleStreams.agent(agent), new EventId(position.value() + 1), PAGE));
    }

    /** Takes what is to be told the agent by this socket and was not yet, in order, each once in the whole cluster. */
    Taken take(AgentSockets.Held socket) {
        EventId delivered = Waiting.join(sockets.delivered(socket.agent()));
        List<Event> page = after(socket.agent(), delivered);
        if (page.isEmpty() || !Waiting.join(sockets.deliver(socket, page.getLast().id()))) {
            return new Taken(List.of(), false);
        }
        List<String> messages = page.stream().filter(event -> event.name().equals(REQUEST))
                .map(event -> json.read(event.text())).filter(this::isInTime)
                .map(request -> json.write(JsonFields.given(request, "message").orElseThrow())).toList();
        return new Taken(messages, true);
    }

    /**
     * A part of what is to be told.
     *
     * @param more whether there may be more behind it
     */
    record Taken(List<String> messages, boolean more) {
    }

    private boolean isInTime(JsonNode request) {
        return JsonFields.given(request, "deadline_ms").filter(ms -> ms.getLongValue() > clock.millis()).isPresent();
    }

    /** Waits for one answer. */
    private final class Ear implements Tap {

        private final String requestId;
        private final CompletableFuture<JsonNode> answer;

        Ear(String requestId, CompletableFuture<JsonNode> answer) {
            this.requestId = requestId;
            this.answer = answer;
        }

        @Override
        public void onEvent(Event event) {
            if (event.name().equals(ANSWER)) {
                JsonNode data = json.read(event.text());
                if (JsonFields.text(data, "request_id").filter(requestId::equals).isPresent()) {
                    answer.complete(JsonFields.given(data, "message").orElseThrow());
                }
            }
        }

        @Override
        public void onDoubt() {
            // the log is read at the end
        }
    }
}
