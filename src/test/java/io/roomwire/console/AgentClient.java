package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import io.roomwire.testkit.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** An agent's socket, by the JDK's own WebSocket client, which answers pings by itself. */
public final class AgentClient implements AutoCloseable, WebSocket.Listener {

    public static final String CONTROL = "/ws/agent";
    public static final String DATA = "/ws/data";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Consumer<String> reader;
    private final StringBuilder part = new StringBuilder();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile int closeCode;
    private volatile String closeReason = "";
    private @Nullable WebSocket socket;

    private AgentClient(@Nullable Consumer<String> reader) {
        this.reader = reader == null ? messages::add : reader;
    }

    /** Keeps what comes. */
    public static AgentClient connect(URI node, String path, String token) {
        return new AgentClient(null).open(node, path, token);
    }

    /** What comes goes to {@code reader}. */
    public static AgentClient connect(URI node, String path, String token, Consumer<String> reader) {
        return new AgentClient(reader).open(node, path, token);
    }

    private AgentClient open(URI node, String path, String token) {
        socket = CLIENT.newWebSocketBuilder().header("Authorization", "Bearer " + token).connectTimeout(PATIENCE)
                .buildAsync(URI.create("ws://127.0.0.1:" + node.getPort() + path), this).join();
        return this;
    }

    /** Returns when the node counts the agent as connected: what comes over a socket is taken up after its opening. */
    AgentClient counted() {
        send("{\"type\":\"is it counted?\"}").await("error");
        messages.clear();
        return this;
    }

    /** Returns when the client has written it; one sender at a time. */
    public AgentClient send(String message) {
        Objects.requireNonNull(socket).sendText(message, true).join();
        return this;
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }

    /** The first message of that type, when it has come. */
    public JsonNode await(String type) {
        return await(message -> message.contains("\"type\":\"" + type + '"'));
    }

    public JsonNode await(Predicate<String> wanted) {
        return Json.parse(Awaitility.await().atMost(PATIENCE)
                .until(() -> messages.stream().filter(wanted).findFirst(), Optional::isPresent).orElseThrow());
    }

    /** The messages of that type, as they came. */
    List<JsonNode> all(String type) {
        return messages.stream().map(Json::parse)
                .filter(message -> JsonFields.text(message, "type").filter(type::equals).isPresent()).toList();
    }

    void awaitClosed() {
        Awaitility.await().atMost(PATIENCE).until(() -> closed);
    }

    public boolean isClosed() {
        return closed;
    }

    int closeCode() {
        return closeCode;
    }

    String closeReason() {
        return closeReason;
    }

    /** Says goodbye and waits for the answer. */
    public void leave() {
        Objects.requireNonNull(socket).sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
        awaitClosed();
    }

    /** As a lost network would. */
    @Override
    public void close() {
        Objects.requireNonNull(socket).abort();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            String message = part.toString();
            part.setLength(0);
            reader.accept(message);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closeCode = statusCode;
        closeReason = reason;
        closed = true;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed = true;
    }
}
