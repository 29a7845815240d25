package io.roomwire.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.websocket.WebSocketPongMessage;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import org.reactivestreams.Publisher;

/** Where agents connect for commands; see {@link AgentDoor} for who may. */
@ServerWebSocket("/ws/agent")
final class ControlEndpoint {

    private final AgentSessions sessions;

    ControlEndpoint(AgentSessions sessions) {
        this.sessions = sessions;
    }

    @OnOpen
    void open(WebSocketSession session, HttpRequest<?> request) {
        sessions.open(session, AgentDoor.agent(request), SocketRole.CONTROL);
    }

    @OnMessage(maxPayloadLength = AgentSessions.LARGEST)
    void message(String text, WebSocketSession session) {
        sessions.message(session, text);
    }

    @OnMessage
    void pong(WebSocketPongMessage pong, WebSocketSession session) {
        sessions.pong(session, pong.getContent().toString(StandardCharsets.US_ASCII));
    }

    @OnClose
    Publisher<Void> close(WebSocketSession session) {
        return sessions.close(session);
    }
}
