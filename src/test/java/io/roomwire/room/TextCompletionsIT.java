package io.roomwire.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCompletionsIT {

    private static final TextRequest REQUEST =
            TextRequest.reply(ChatBits.NOVA, ChatBits.said(ChatType.PUBLIC_PLAIN, "how are \"you\"?"));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ObjectMapper json = ObjectMapper.getDefault();
    private final HttpClient client = HttpClient.create(null, new DefaultHttpClientConfiguration());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final AtomicReference<@Nullable String> authorization = new AtomicReference<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
        client.close();
    }

    @Test
    void asksTheModelWithTheKey() {
        answer(200, "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Fine.\"}}]}");
        assertThat(texts(4).write(REQUEST)).contains("Fine.");
        assertThat(authorization).hasValue("Bearer secret-key");
        assertThat(asked.get()).startsWith("{\"model\":\"small\",\"max_tokens\":160,\"messages\":["
                        + "{\"role\":\"system\",\"content\":\"You are Nova Prime, ")
                .endsWith("{\"role\":\"user\",\"content\":\"Answer this viewer: how are \\\"you\\\"?\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "not json", "{\"choices\":[]}", "{\"choices\":[{\"message\":null}]}",
        "{\"choices\":[{\"message\":{\"content\":null}}]}", "{\"choices\":[{\"message\":{\"content\":\" \"}}]}",
        "{\"choices\":7}"})
    void hasNoTextWhereTheAnswerHasNone(String body) {
        answer(200, body);
        assertThat(texts(4).write(REQUEST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 500})
    void hasNoTextWhenTheEndpointRefuses(int status) {
        answer(status, "{\"error\":\"no\"}");
        assertThat(texts(4).write(REQUEST)).isEmpty();
    }

    @Test
    void hasNoTextWhenNobodyAnswers() {
        server.stop(0);
        assertThat(texts(4).write(REQUEST)).isEmpty();
    }

    /** Each byte in time, the whole never: the limit is on the whole. */
    @Test
    void givesUpOnAnAnswerThatTrickles() {
        CountDownLatch over = new CountDownLatch(1);
        handle(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (!over.await(20, TimeUnit.MILLISECONDS)) {
                    body.write(' ');
                    body.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long start = System.nanoTime();
        assertThat(texts(4, Duration.ofMillis(300)).write(REQUEST)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(300), PATIENCE);
        over.countDown();
    }

    @Test
    void asksForNoMoreTextsThanAllowedAtATime() throws Exception {
        SynchronousQueue<String> rendezvous = new SynchronousQueue<>();
        handle(exchange -> {
            await(() -> rendezvous.put("asked"));
            await(rendezvous::take);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        TextCompletions texts = texts(1, PATIENCE);
        Future<Optional<String>> first = threads.submit(() -> texts.write(REQUEST));
        rendezvous.take();
        assertThat(texts.write(REQUEST)).isEmpty();
        assertThat(first.isDone()).isFalse();
        rendezvous.put("go on");
        assertThat(first.get()).isEmpty();
    }

    @Test
    void neverShowsTheKey() {
        assertThat(settings(1, PATIENCE).toString()).doesNotContain("secret-key");
    }

    private TextCompletions texts(int concurrency) {
        return texts(concurrency, PATIENCE);
    }

    private TextCompletions texts(int concurrency, Duration timeout) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/chat/completions");
        return new TextCompletions(client, url, settings(concurrency, timeout), json);
    }

    private static TextSettings settings(int concurrency, Duration timeout) {
        return new TextSettings(Optional.empty(), "small", Optional.of("secret-key"), timeout, concurrency);
    }

    private void answer(int status, String body) {
        handle(exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private void handle(Answer answer) {
        server.createContext("/v1/chat/completions", exchange -> {
            authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
            asked.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer.to(exchange);
        });
    }

    private static void await(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How the endpoint answers. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** Something that waits. */
    private interface Step {
        void run() throws InterruptedException;
    }
}
