package io.roomwire.demo;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A demo agent's two sockets: it answers commands on one, and sends and acknowledges frames on the other. */
final class DemoSockets implements AutoCloseable {

    private final JsonText json;
    private final WebSocket control;
    private final WebSocket data;
    private final Line toData = new Line();

    DemoSockets(DemoCalls calls, String token, JsonText json) {
        this.json = json;
        control = calls.socket("/ws/agent", token, new Listener(new Line()));
        data = calls.socket("/ws/data", token, new Listener(toData));
    }

    /** Blocks until the frame is on its way. */
    void send(String message) {
        var _ = toData.send(data, message).join();
    }

    @Override
    public void close() {
        var _ = data.sendClose(WebSocket.NORMAL_CLOSURE, "");
        var _ = control.sendClose(WebSocket.NORMAL_CLOSURE, "");
    }

    /** Messages to one socket, each behind the one before it, as the client demands. Safe for any thread. */
    private static final class Line {

        private CompletableFuture<WebSocket> last = CompletableFuture.completedFuture(null);

        synchronized CompletableFuture<WebSocket> send(WebSocket socket, String message) {
            last = last.thenCompose(before -> socket.sendText(message, true));
            return last;
        }
    }

    /** Told by one thread at a time. */
    private final class Listener implements WebSocket.Listener {

        private final Line answers;
        private final StringBuilder text = new StringBuilder();

        Listener(Line answers) {
            this.answers = answers;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            socket.request(1);
            if (!last) {
                return null;
            }
            JsonNode message = json.read(text.toString());
            text.setLength(0);
            return switch (JsonFields.text(message, "type").orElse("")) {
                case "command_request" -> answers.send(socket, done(message));
                case "can_frame" -> answers.send(socket, acknowledged(message));
                default -> null;
            };
        }

        private String done(JsonNode command) {
            return json.write(new JsonFields().put("type", "command_response")
                    .put("command_id", DemoJson.text(command, "command_id")).put("status", "ok").put("exit_code", 0)
                    .put("stdout", "demo: " + DemoJson.text(command, "command") + "\n").object());
        }

        private String acknowledged(JsonNode frame) {
            return json.write(new JsonFields().put("type", "can_ack").put("group_id", DemoJson.text(frame, "group_id"))
                    .put("direction", DemoJson.text(frame, "direction"))
                    .put("seq", Long.parseLong(DemoJson.text(frame, "seq"))).object());
        }
    }
}
