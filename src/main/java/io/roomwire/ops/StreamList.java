package io.roomwire.ops;

import io.roomwire.hub.Feed;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Lag;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The streams that this node holds, looked at when asked. Blocks while its event loops answer. */
@Singleton
final class StreamList {

    private static final int DEFAULT = 100;
    private static final int MOST = 1000;
    private static final long LONGEST_WAIT_S = 2;

    private final Hub hub;
    private final NodeSelf self;
    private final InstantSource clock;

    StreamList(Hub hub, NodeSelf self, InstantSource clock) {
        this.hub = hub;
        this.self = self;
        this.clock = clock;
    }

    /** One that is shown, as it was when the list was sorted: viewers may come and go meanwhile. */
    private record Candidate(Feed feed, String system, int viewers) {

        String label() {
            return feed.stream().label();
        }
    }

    /**
     * Both arguments as the client gave them, empty for none.
     *
     * @throws OpsRefused where one is not permitted
     */
    HeldStreams read(String limit, String system) {
        int most = limit(limit);
        if (!system.isEmpty() && !Systems.NAMES.contains(system)) {
            throw OpsRefused.invalid("system is none of " + String.join(", ", Systems.NAMES));
        }
        List<Candidate> all = candidates(system);
        return new HeldStreams(clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(), self.name(),
                rows(all.stream().limit(most).toList()), Math.max(0, all.size() - most));
    }

    private static int limit(String text) {
        if (text.isEmpty()) {
            return DEFAULT;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw OpsRefused.invalid("limit is not 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }

    private List<Candidate> candidates(String wanted) {
        return hub.held().stream()
                .flatMap(feed -> Systems.of(feed.stream()).filter(system -> wanted.isEmpty() || system.equals(wanted))
                        .map(system -> new Candidate(feed, system, feed.viewers())).stream())
                .sorted(Comparator.comparingInt(Candidate::viewers).reversed().thenComparing(Candidate::label))
                .toList();
    }

    private static List<HeldStream> rows(List<Candidate> shown) {
        List<CompletableFuture<Optional<Lag>>> lags = shown.stream().map(one -> lag(one.feed())).toList();
        List<HeldStream> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            rows.add(row(shown.get(i), lags.get(i).join()));
        }
        return rows;
    }

    /** Empty where an event loop does not answer in time. */
    private static CompletableFuture<Optional<Lag>> lag(Feed feed) {
        return feed.lag().thenApply(Optional::of).toCompletableFuture()
                .completeOnTimeout(Optional.empty(), LONGEST_WAIT_S, TimeUnit.SECONDS)
                .exceptionally(ending -> Optional.empty());
    }

    private static HeldStream row(Candidate one, Optional<Lag> lag) {
        Feed.Extent ring = one.feed().extent();
        return new HeldStream(one.label(), one.system(), one.viewers(), ring.newest().value(), ring.oldest().value(),
                ring.events(), ring.bytes(), lag.map(Lag::events).orElse(null),
                lag.map(behind -> behind.time().toMillis()).orElse(null));
    }
}
