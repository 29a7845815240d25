package io.roomwire.ops;

import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Appends at a steady pace to streams in turn; what is not acknowledged is asked again under the same key. */
final class Publishing implements AutoCloseable {

    private static final int AGAIN_MILLIS = 100;
    private static final int CREATED = 201;
    private static final int LOWEST_FAULT = 500;

    private final URI address;
    private final List<Topic> topics;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ConcurrentMap<String, Queue<Long>> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<String, Integer> repeats = new ConcurrentSkipListMap<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private Publishing(URI address, List<Topic> topics) {
        this.address = address;
        this.topics = topics;
    }

    static Publishing start(URI address, List<Topic> topics, int perSecond) {
        Publishing publishing = new Publishing(address, topics);
        var _ = publishing.clock.scheduleAtFixedRate(publishing::next, 0, TimeUnit.SECONDS.toMicros(1) / perSecond,
                TimeUnit.MICROSECONDS);
        return publishing;
    }

    private void next() {
        if (stopped) {
            return;
        }
        int number = count.getAndIncrement();
        open.incrementAndGet();
        Topic topic = topics.get(number % topics.size());
        send(topic, HttpRequest.newBuilder(address.resolve(topic.path())).timeout(Duration.ofSeconds(10))
                .header("x-control-token", Node.CONTROL_TOKEN).header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString("{\"name\":\"e\",\"data\":" + number + "}")).build());
    }

    private void send(Topic topic, HttpRequest request) {
        var _ = client.sendAsync(request, BodyHandlers.ofString())
                .whenComplete((answer, failure) -> take(topic, request, answer));
    }

    private void take(Topic topic, HttpRequest request, @Nullable HttpResponse<String> answer) {
        if (answer != null && answer.statusCode() == CREATED) {
            acknowledged.computeIfAbsent(topic.path(), path -> new ConcurrentLinkedQueue<>())
                    .add(Json.at(answer.body(), "id").getLongValue());
            open.decrementAndGet();
        } else if (answer == null || answer.statusCode() >= LOWEST_FAULT) {
            repeats.merge(answer == null ? "none" : Integer.toString(answer.statusCode()), 1, Integer::sum);
            var _ = clock.schedule(() -> send(topic, request), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            refused.add(answer.statusCode() + " " + answer.body());
        }
    }

    /** Begins no more; returns when every append has been acknowledged. */
    void stop() {
        stopped = true;
        await().atMost(Duration.ofSeconds(20)).until(() -> open.get() == 0);
        if (!refused.isEmpty()) {
            throw new AssertionError(refused.toString());
        }
    }

    /** The ids, in order, of the events of the stream at that path. */
    List<Long> acknowledged(String path) {
        return acknowledged.getOrDefault(path, new ConcurrentLinkedQueue<>()).stream().sorted().toList();
    }

    int count() {
        return count.get();
    }

    /** How many answers said that the server cannot, by their status; {@code none} for what got no answer. */
    Map<String, Integer> repeats() {
        return repeats;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.shutdownNow();
    }
}
