package io.roomwire.testkit;

import static org.awaitility.Awaitility.await;

import io.roomwire.event.EventId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;

/** A plain stream, used as publishers and viewers use it: over HTTP, through whatever node. */
public record Topic(String name) {

    /** One that no other test knows. */
    public static Topic fresh() {
        return new Topic(TestRedis.freshName("test"));
    }

    /** Its channel in Redis. */
    public String redisChannel() {
        return "rw:{topic:" + name + "}";
    }

    /** The ids of what is retained, oldest first. */
    public List<Long> stored(RedisProcess redis) {
        List<?> entries = Objects.requireNonNull((List<?>) redis.call("XRANGE", redisKey(), "-", "+"));
        return entries.stream().map(entry -> String.valueOf(((List<?>) entry).getFirst()))
                .map(entryId -> EventId.ofRedis(entryId).value()).toList();
    }

    /** Writes an event that nobody is told of, as if its message had been lost; it follows {@code prev}. */
    public long appendSilently(RedisProcess redis, long prev, String data) {
        EventId id = new EventId(prev + 1);
        redis.call("XADD", redisKey(), id.toRedis(), "prev", Long.toString(prev), "event", "e", "data", data);
        return id.value();
    }

    /** The path of its events. */
    public String path() {
        return "/api/v1/streams/topic:" + name + "/events";
    }

    /** As tokens name it. */
    public String stream() {
        return "topic:" + name;
    }

    /** Its key in Redis. */
    public String redisKey() {
        return "rw:{topic:" + name + "}:events";
    }

    public SseViewer watch(URI node) {
        return SseViewer.watch(node, path()).awaitLive();
    }

    public SseViewer resume(URI node, String lastEventId) {
        return SseViewer.resume(node, path(), lastEventId).awaitLive();
    }

    /** Appends an event named {@code e} and demands that it was acknowledged. */
    public long append(URI node, String data) {
        HttpResponse<String> response = post(node, "{\"name\":\"e\",\"data\":" + data + "}");
        if (response.statusCode() != 201) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return Json.at(response.body(), "id").getLongValue();
    }

    /** Appends until a node acknowledges one; what was not acknowledged may have happened too. */
    public long appendPatiently(URI node, String data) {
        String body = "{\"name\":\"e\",\"data\":" + data + "}";
        HttpResponse<String> done = await().until(() -> post(node, body), response -> response.statusCode() == 201);
        return Json.at(done.body(), "id").getLongValue();
    }

    /** Posts a body with the control token. */
    public HttpResponse<String> post(URI node, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "x-control-token";
        all[headers.length + 1] = Node.CONTROL_TOKEN;
        try {
            return Http.post(node.resolve(path()), body, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer's body; the query is for example {@code ?limit=10}, or empty. */
    public String history(URI node, String query) {
        try {
            return Http.get(node.resolve("/api/v1/streams/topic:" + name + "/history" + query)).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
