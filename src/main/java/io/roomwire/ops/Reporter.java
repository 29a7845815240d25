package io.roomwire.ops;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micronaut.scheduling.annotation.Scheduled;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Hub;
import io.roomwire.hub.LocalStreams;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the others how this node is, and keeps what they tell: whoever asks is answered from memory, and never waits
 * for Redis. Those who watch get every new overview, as a signal on a local stream: encoded once for all of them, and
 * passed over for one that is slow. Safe for any thread.
 */
@Singleton
final class Reporter {

    static final Duration EVERY = Duration.ofSeconds(2);
    static final StreamKey STREAM = LocalStreams.stream("overview");
    static final String EVENT = "overview";

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

    private final NodeReports reports;
    private final NodeMeter meter;
    private final Hub hub;
    private final JsonText json;
    private final InstantSource clock;
    /** To put an overview together is too much for the event loop on which Redis' answer comes. */
    private final Executor threads = task -> Thread.ofVirtual().name("overview").start(task);

    @GuardedBy("this")
    private Cluster cluster = new Cluster(List.of(), RedisRow.UNKNOWN);
    @GuardedBy("this")
    private long newest;
    private volatile Optional<Known> known = Optional.empty();

    /** An overview and the same as JSON, on one line. */
    record Known(Overview overview, String json) {
    }

    Reporter(NodeReports reports, NodeMeter meter, Hub hub, JsonText json, InstantSource clock) {
        this.reports = reports;
        this.meter = meter;
        this.hub = hub;
        this.json = json;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "2s")
    void beat() {
        NodeReport own = meter.read();
        long number = clock.millis();
        var _ = reports.tell(json.write(own)).whenCompleteAsync((answer, failure) ->
                take(number, own, Optional.ofNullable(answer), failure), threads);
    }

    /** An answer that a later one, or a later failure, has overtaken is of no use. */
    private synchronized void take(long number, NodeReport own, Optional<NodeReports.Answer> answer,
                                   @Nullable Throwable failure) {
        if (number < newest) {
            return;
        }
        newest = number;
        if (failure != null) {
            LOG.debug("this node's report did not reach Redis: {}", failure.getMessage());
        }
        cluster = answer.map(this::cluster).orElseGet(() -> cluster.away(own));
        Known next = known(cluster);
        known = Optional.of(next);
        var _ = hub.signal(STREAM, EVENT, next.json());
    }

    private Cluster cluster(NodeReports.Answer answer) {
        return new Cluster(answer.reports().stream().flatMap(this::heard).toList(), redis(answer.server()));
    }

    private Stream<Cluster.Heard> heard(NodeReports.Said said) {
        try {
            return Stream.of(new Cluster.Heard(json.read(said.report(), NodeReport.class), said.age(), said.leased()));
        } catch (UncheckedIOException | NullPointerException e) {
            LOG.debug("the report of {} cannot be read: {}", said.node(), e.getMessage());
            return Stream.empty();
        }
    }

    private RedisRow redis(Map<String, String> server) {
        return new RedisRow(RedisRow.UP, server.get("redis_version"), meter.roundTrip(), number(server, "used_memory"),
                number(server, "maxmemory"), number(server, "connected_clients"),
                number(server, "instantaneous_ops_per_sec"));
    }

    private static @Nullable Long number(Map<String, String> server, String name) {
        String text = server.getOrDefault(name, "");
        return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    private Known known(Cluster now) {
        Overview overview = now.overview(clock.instant());
        return new Known(overview, json.write(overview));
    }

    /** This node's name. */
    String node() {
        return reports.node();
    }

    /** At most a few seconds old; of nobody but Redis' absence before the first report. */
    Known known() {
        return known.orElseGet(() -> known(new Cluster(List.of(), RedisRow.UNKNOWN)));
    }
}
