package io.roomwire.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.roomwire.testkit.Balancer;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README's configurations of balancers, word for word, before real nodes. */
@Timeout(60)
final class BalancerIT {

    private static final int TIMES = 20;

    /** As the README sets them. */
    enum Kind {
        NGINX, HAPROXY;

        Balancer before(int first, int second) {
            return switch (this) {
                case NGINX -> Balancer.nginx(Readme.block("Behind a balancer", "nginx"), List.of(first, second));
                case HAPROXY -> Balancer.haproxy(Readme.block("Behind a balancer", "haproxy"), List.of(first, second));
            };
        }

        Balancer before(Node first, Node second) {
            return before(first.address().getPort(), second.address().getPort());
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesOnEachEventAtOnceOverHttp2(Kind kind) throws Exception {
        Topic topic = Topic.fresh();
        try (Node one = Node.start(TestRedis.uri()); Node two = Node.start(TestRedis.uri());
                Balancer balancer = kind.before(one, two)) {
            HttpResponse<InputStream> stream = watch(balancer, topic, "");
            assertThat(stream.version()).isEqualTo(Version.HTTP_2);
            assertThat(stream.headers().firstValue("content-type")).hasValue("text/event-stream");
            try (BufferedReader lines = lines(stream)) {
                assertThat(lines.readLine()).startsWith(": connected");
                for (int i = 0; i < TIMES; i++) {
                    topic.append((i % 2 == 0 ? one : two).address(), Integer.toString(i));
                    assertThat(next(lines, "data:")).isEqualTo(" " + i);
                }
            }
        }
    }

    /** Nothing sticks: whoever comes back with its last id goes on at the node that is left. */
    @ParameterizedTest
    @EnumSource
    void leadsToAnotherNodeWhatANodeLeftBehind(Kind kind) throws Exception {
        Topic topic = Topic.fresh();
        try (Node one = Node.start(TestRedis.uri()); Node two = Node.start(TestRedis.uri());
                Balancer balancer = kind.before(one, two)) {
            List<BufferedReader> viewers = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                viewers.add(lines(watch(balancer, topic, "")));
            }
            String first = Long.toString(topic.append(two.address(), "1"));
            for (BufferedReader viewer : viewers) {
                assertThat(next(viewer, "data:")).isEqualTo(" 1");
            }
            one.stop();
            topic.append(two.address(), "2");
            for (int i = 0; i < TIMES; i++) {
                try (BufferedReader viewer = lines(watch(balancer, topic, first))) {
                    assertThat(next(viewer, "data:")).isEqualTo(" 2");
                }
            }
            for (BufferedReader viewer : viewers) {
                viewer.close();
            }
        }
    }

    /** A second server that is ready and refuses all: what reads is asked of the other, what writes is not. */
    @ParameterizedTest
    @EnumSource
    void asksAnotherNodeForWhatOneRefusedButNeverToAppend(Kind kind) throws Exception {
        Topic topic = Topic.fresh();
        AtomicInteger refused = new AtomicInteger();
        HttpServer refusing = refusing(refused);
        try (Node node = Node.start(TestRedis.uri());
                Balancer balancer = kind.before(node.address().getPort(), refusing.getAddress().getPort())) {
            for (int i = 0; i < TIMES; i++) {
                assertThat(send(balancer, request(balancer, topic.path().replace("/events", "/history")).GET()))
                        .isEqualTo(200);
            }
            assertThat(refused.getAndSet(0)).isPositive();
            long answered503 = 0;
            for (int i = 0; i < TIMES; i++) {
                answered503 += send(balancer, request(balancer, topic.path()).header("x-control-token", Node.CONTROL_TOKEN)
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\":\"e\",\"data\":1}"))) == 503 ? 1 : 0;
            }
            assertThat(answered503).isPositive().isEqualTo(refused.get());
        } finally {
            refusing.stop(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsAgentsThrough(Kind kind) throws Exception {
        try (Node one = Node.start(TestRedis.uri(), Map.of("roomwire.jwt.secret", Jwt.SECRET));
                Balancer balancer = kind.before(one, one)) {
            String session = Jwt.of("mia", Map.of(), Duration.ofMinutes(10));
            String agent = Http.post(one.address().resolve("/api/v1/agents/register"),
                    "{\"hostname\":\"h\",\"os\":\"linux\",\"version\":\"1\"}", "authorization", "Bearer " + session).body();
            CompletableFuture<String> answer = new CompletableFuture<>();
            WebSocket socket = balancer.browser().newWebSocketBuilder()
                    .header("authorization", "Bearer " + Json.at(agent, "agent_token").getStringValue())
                    .buildAsync(URI.create("wss://127.0.0.1:" + balancer.address().getPort() + "/ws/agent"),
                            new FirstMessage(answer)).join();
            socket.sendText("{\"type\":\"no such\"}", true).join();
            assertThat(answer.get(TIMES, TimeUnit.SECONDS)).startsWith("{");
            socket.abort();
        }
    }

    /** Completes with the first text that comes. */
    private record FirstMessage(CompletableFuture<String> answer) implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            answer.complete(text.toString());
            return WebSocket.Listener.super.onText(socket, text, last);
        }
    }

    private static HttpServer refusing(AtomicInteger refused) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            refused.incrementAndGet();
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static HttpRequest.Builder request(Balancer balancer, String path) {
        return HttpRequest.newBuilder(balancer.address().resolve(path));
    }

    private static int send(Balancer balancer, HttpRequest.Builder request) throws Exception {
        return balancer.browser().send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static HttpResponse<InputStream> watch(Balancer balancer, Topic topic, String position)
            throws Exception {
        HttpRequest.Builder request = request(balancer, topic.path()).header("accept", "text/event-stream");
        if (!position.isEmpty()) {
            request.header("last-event-id", position);
        }
        HttpResponse<InputStream> stream = balancer.browser().send(request.build(), BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        return stream;
    }

    private static BufferedReader lines(HttpResponse<InputStream> stream) {
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    /** What stands behind the next such field. */
    private static String next(BufferedReader lines, String field) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.add(line);
            if (line.startsWith(field)) {
                return line.substring(field.length());
            }
        }
        throw new AssertionError("ended before " + field + " after " + seen);
    }
}
