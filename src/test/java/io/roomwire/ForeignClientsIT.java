package io.roomwire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.launchdarkly.eventsource.CommentEvent;
import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.ErrorStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.StreamException;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TcpProxy;
import io.roomwire.testkit.TestRedis;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** Clients that others wrote: okhttp-eventsource reads every system's stream, okhttp's socket is an agent. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(90)
final class ForeignClientsIT {

    /** A room's packet shows the newest messages again. */
    private static final String PACKET = "\"room.stream_packet.v1\"";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Node node = Node.start(TestRedis.uri(), OneOfEach.SETTINGS);
    private final TcpProxy proxy = TcpProxy.to(node.address().getPort());
    private final OneOfEach things = OneOfEach.on(node.address());
    private final OkHttpClient okhttp = new OkHttpClient();

    @AfterAll
    void close() {
        okhttp.dispatcher().executorService().shutdown();
        proxy.close();
        node.close();
    }

    @Test
    void readEveryStreamAcrossADrop() {
        Agent agent = new Agent(okhttp, node.address(), things);
        Map<String, Source> sources = new LinkedHashMap<>();
        Map.of("room", things.roomPath(), "worklog", things.logPath(), "trading", things.modelPath(),
                "project", things.projectPath(), "dongle", OneOfEach.donglePath(things.dongle()),
                "bundle", things.bundlePath()).forEach((name, path) -> sources.put(name, source(path)));
        sources.values().forEach(Source::awaitLive);
        tell(agent, "first");
        sources.forEach((name, source) -> source.awaitText(name, "first"));
        proxy.refuse();
        tell(agent, "missed");
        proxy.heal();
        sources.forEach((name, source) -> source.awaitText(name, "missed"));
        tell(agent, "last");
        sources.forEach((name, source) -> source.awaitText(name, "last"));
        sources.forEach((name, source) -> {
            try (source) {
                for (String text : List.of("first", "missed", "last")) {
                    assertThat(source.count(text)).as(name + ' ' + text).isEqualTo(times(name));
                }
                assertThat(source.messages).as(name).extracting(MessageEvent::getEventName)
                        .doesNotContain("stream_reset");
            }
        });
        agent.close();
    }

    /** In each system; the console's frame says it by its bytes. */
    private void tell(Agent agent, String text) {
        things.tellAll(text);
        agent.send(text);
    }

    private Source source(String path) {
        String query = (path.contains("?") ? "&" : "?") + "token=" + things.token();
        return new Source(URI.create("http://127.0.0.1:" + proxy.port() + path + query));
    }

    /** The bundle has them all, and the group's console beside the dongle's. */
    private static int times(String name) {
        return name.equals("bundle") ? 7 : 1;
    }

    /** The text's bytes, as frames show them. */
    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(US_ASCII));
    }

    /** okhttp-eventsource, which resumes by itself, and all that it has read. */
    private static final class Source implements AutoCloseable {

        private final List<MessageEvent> messages = new CopyOnWriteArrayList<>();
        private final EventSource source;
        private volatile boolean live;

        Source(URI uri) {
            source = new EventSource.Builder(ConnectStrategy.http(uri)).errorStrategy(ErrorStrategy.alwaysContinue())
                    .retryDelay(100, TimeUnit.MILLISECONDS).build();
            Thread.startVirtualThread(this::read);
        }

        private void read() {
            try {
                while (true) {
                    switch (source.readAnyEvent()) {
                        case CommentEvent _ -> live = true;
                        case MessageEvent message -> messages.add(message);
                        default -> { }
                    }
                }
            } catch (StreamException closed) {
                // the test is over
            }
        }

        /** Greeted, by the comment. */
        void awaitLive() {
            await().atMost(PATIENCE).until(() -> live);
        }

        void awaitText(String name, String text) {
            await(name + ' ' + text).atMost(PATIENCE).until(() -> count(text) >= times(name));
        }

        long count(String text) {
            return messages.stream().map(MessageEvent::getData).filter(data -> !data.contains(PACKET))
                    .filter(data -> data.contains('"' + text + '"') || data.contains(hex(text))).count();
        }

        @Override
        public void close() {
            source.close();
        }
    }

    /** An agent by okhttp's socket. */
    private static final class Agent {

        private final OneOfEach things;
        private final WebSocket socket;

        Agent(OkHttpClient okhttp, URI node, OneOfEach things) {
            this.things = things;
            socket = okhttp.newWebSocket(new Request.Builder().url("http://127.0.0.1:" + node.getPort() + "/ws/data")
                    .header("Authorization", "Bearer " + things.agentToken()).build(), new WebSocketListener() {
                        @Override
                        public void onFailure(WebSocket failed, Throwable failure, @Nullable Response response) {
                            System.err.println("the agent's socket failed: " + failure);
                        }
                    });
        }

        void send(String text) {
            assertThat(socket.send("{\"type\":\"can_frame\",\"dongle_id\":\"" + things.dongle() + "\",\"frame\":{"
                    + "\"ts\":\"2026-01-05T10:00:00.000Z\",\"can_id\":\"0x1A0\",\"is_extended\":false,\"dlc\":"
                    + text.length() + ",\"data_hex\":\"" + hex(text) + "\",\"bus\":\"can1\"}}")).isTrue();
        }

        void close() {
            socket.close(1000, "bye");
        }
    }
}
