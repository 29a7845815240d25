package io.roomwire.faults;

import io.roomwire.faults.Source.Acknowledged;
import io.roomwire.faults.Source.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Appends to its streams in turn, as its seed says. What has a key it asks for until it is acknowledged; what has none,
 * once. One thread.
 */
final class Publisher {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int BETWEEN_TRIES_MILLIS = 150;
    private static final double KEYED = 0.6;
    /** Share of what was acknowledged that is asked for once more, as by one who did not hear the answer. */
    private static final double AGAIN = 0.05;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE).build();
    private final String name;
    private final List<? extends Source> sources;
    private final Supplier<URI> address;
    private final Trace trace;
    private final Random random;
    private int appends;

    Publisher(String name, List<? extends Source> sources, Supplier<URI> address, Trace trace, Random random) {
        this.name = name;
        this.sources = sources;
        this.address = address;
        this.trace = trace;
        this.random = random;
    }

    /** Goes on until that time of the trace, with pauses of {@code mean} ms on average. */
    void run(long untilMillis, int mean) {
        while (trace.millis() < untilMillis) {
            Source source = sources.get(random.nextInt(sources.size()));
            boolean keyed = source.keyed() && random.nextDouble() < KEYED;
            long pause = (long) (-Math.log(1 - random.nextDouble()) * mean);
            append(source, name + '-' + ++appends, keyed, untilMillis + PATIENCE.toMillis());
            Pause.of(pause).pass();
        }
    }

    /** Returns whether it was acknowledged. */
    boolean append(Source source, String token, boolean keyed, long untilMillis) {
        trace.add(new Entry.Asked(source.stream(), token, keyed));
        boolean acknowledged = ask(source, token, keyed);
        while (!acknowledged && keyed && trace.millis() < untilMillis) {
            Pause.of(BETWEEN_TRIES_MILLIS).pass();
            acknowledged = ask(source, token, true);
        }
        if (acknowledged && keyed && random.nextDouble() < AGAIN) {
            ask(source, token, true);
        }
        return acknowledged;
    }

    private boolean ask(Source source, String token, boolean keyed) {
        try {
            HttpResponse<String> answer = client.send(request(source.append(token, keyed)),
                    HttpResponse.BodyHandlers.ofString());
            Optional<Acknowledged> acknowledged = source.acknowledged(answer);
            trace.add(acknowledged.<Entry>map(ids -> new Entry.Answered(source.stream(), token, ids.id(), ids.prev()))
                    .orElseGet(() -> refused(token, answer)));
            return acknowledged.isPresent();
        } catch (IOException | RuntimeException e) {
            trace.add(new Entry.Unanswered(token, e.toString()));
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Entry refused(String token, HttpResponse<String> answer) {
        return answer.statusCode() > 500 ? new Entry.Unanswered(token, Integer.toString(answer.statusCode()))
                : new Entry.Odd(token, answer.statusCode() + " " + answer.body());
    }

    private HttpRequest request(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address.get().resolve(request.path())).timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request.body()));
        for (int i = 0; i < request.headers().size(); i += 2) {
            builder.header(request.headers().get(i), request.headers().get(i + 1));
        }
        return builder.build();
    }
}
