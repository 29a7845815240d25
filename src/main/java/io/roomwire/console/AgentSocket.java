package io.roomwire.console;

import io.micronaut.http.MediaType;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.exceptions.WebSocketSessionException;
import io.roomwire.console.AgentSockets.Held;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** One WebSocket of an agent, to write to. Safe for any thread, never blocks. */
final class AgentSocket {

    static final CloseReason REPLACED = new CloseReason(CloseReason.NORMAL.getCode(), "Replaced by new connection");
    static final CloseReason TRY_AGAIN = new CloseReason(1013, "Try again later");

    private final WebSocketSession session;
    private final Held held;
    private final JsonText json;
    private final AtomicLong pings = new AtomicLong();
    private final ConcurrentMap<String, CompletableFuture<Void>> pongs = new ConcurrentHashMap<>();

    AgentSocket(WebSocketSession session, Held held, JsonText json) {
        this.session = session;
        this.held = held;
        this.json = json;
    }

    Held held() {
        return held;
    }

    String agent() {
        return held.agent();
    }

    /** Completes when the socket took it. */
    CompletionStage<?> send(String message) {
        try {
            return session.sendAsync(message, MediaType.TEXT_PLAIN_TYPE);
        } catch (WebSocketSessionException closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    void send(JsonFields message) {
        var _ = send(json.write(message.object()));
    }

    void sendError(String code, String text, int refused) {
        send(new JsonFields().put("type", "error").put("code", code).put("message", text).put("refused", refused));
    }

    /** Completes with the pong, which says that the agent has all that was sent before. */
    CompletionStage<?> ping() {
        String content = Long.toString(pings.incrementAndGet());
        CompletableFuture<Void> pong = new CompletableFuture<>();
        pongs.put(content, pong);
        try {
            var _ = session.sendPingAsync(content.getBytes(StandardCharsets.US_ASCII)).whenComplete((sent, failure) -> {
                if (failure != null) {
                    pongs.remove(content);
                    pong.completeExceptionally(failure);
                }
            });
        } catch (WebSocketSessionException closed) {
            pongs.remove(content);
            pong.completeExceptionally(closed);
        }
        return pong;
    }

    void ponged(String content) {
        CompletableFuture<Void> pong = pongs.remove(content);
        if (pong != null) {
            pong.complete(null);
        }
    }

    void close(CloseReason reason) {
        session.close(reason);
    }

    /** The other side is gone: no pong will come. */
    void ended() {
        WebSocketSessionException closed = new WebSocketSessionException("the socket is closed");
        pongs.values().forEach(pong -> pong.completeExceptionally(closed));
        pongs.clear();
    }
}
