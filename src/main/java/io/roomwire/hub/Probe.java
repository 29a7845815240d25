package io.roomwire.hub;

import io.roomwire.event.Event;
import io.roomwire.event.StreamKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves live delivery by a loop: publishes to this node's own channel and expects it back on the live connection; where
 * there are several servers, on one such channel at each.
 *
 * <p>A node is ready once that has worked, and until Redis answers commands while nothing has come back for 15 s. While
 * Redis itself is away a node that was ready stays so for a while: taking every node out would make the balancer
 * answer 503, which ends EventSource for good.
 */
public final class Probe implements LiveChannel.Listener, Readiness, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration FIRST = Duration.ofMillis(1);
    private static final Duration EARLY = Duration.ofMillis(50);
    private static final Duration UNPROVEN = Duration.ofSeconds(15);

    private final Hub.Ports ports;
    private final StreamKey stream;
    private final LiveChannel.Listener others;
    private final ReadinessSettings settings;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("probe").factory());

    /** Replaced as a whole by the timer. */
    private volatile List<ProbePath> paths;
    /** Whether all paths were ever proven. */
    private volatile boolean begun;
    /** Confined to the timer: the last attempt at a new connection. */
    private Instant triedAt = Instant.EPOCH;

    /**
     * @param node this node's name, a stream name
     * @param others gets all that is not the probe's
     */
    public Probe(Hub.Ports ports, String node, LiveChannel.Listener others, ReadinessSettings settings,
                 InstantSource clock) {
        this.ports = ports;
        this.stream = new StreamKey("node", node);
        this.others = others;
        this.settings = settings;
        this.clock = clock;
        this.paths = List.of(new ProbePath(ports, stream, clock));
    }

    public void start() {
        ports.live().listen(this);
        schedule(FIRST);
    }

    private void schedule(Duration delay) {
        if (!timer.isShutdown()) {
            var _ = timer.schedule(this::beat, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void beat() {
        schedule(begun ? EVERY : EARLY);
        follow(ports.live().probes(stream));
        paths.forEach(ProbePath::beat);
        reconnectIfSilent();
    }

    private void follow(List<StreamKey> streams) {
        List<ProbePath> known = paths;
        if (!known.stream().map(ProbePath::stream).toList().equals(streams)) {
            paths = streams.stream().map(wanted -> known.stream().filter(path -> path.stream().equals(wanted)).findFirst()
                    .orElseGet(() -> new ProbePath(ports, wanted, clock))).toList();
            known.stream().filter(path -> !streams.contains(path.stream())).forEach(ProbePath::end);
        }
    }

    private void reconnectIfSilent() {
        Optional<ProbePath> silent = paths.stream().filter(path -> path.isSubscribed() && isSilent(path)).findFirst();
        if (silent.isPresent() && !triedAt.plus(UNPROVEN).isAfter(clock.instant())) {
            LOG.warn("live delivery not proven for {} s although Redis answers: connecting anew",
                    silent.get().silence().toSeconds());
            triedAt = clock.instant();
            ports.live().reconnect();
        }
    }

    private static boolean isSilent(ProbePath path) {
        return path.awaySince().isEmpty() && path.silence().compareTo(UNPROVEN) > 0;
    }

    @Override
    public void onEvent(StreamKey from, Event event) {
        Optional<ProbePath> mine = path(from);
        if (mine.isPresent()) {
            mine.get().came();
            begun = begun || paths.stream().allMatch(path -> path.proven().isPresent());
        } else {
            others.onEvent(from, event);
        }
    }

    @Override
    public void onDoubt(StreamKey doubtful) {
        if (path(doubtful).isEmpty()) {
            others.onDoubt(doubtful);
        }
    }

    private Optional<ProbePath> path(StreamKey of) {
        return of.system().equals(stream.system())
                ? paths.stream().filter(path -> path.stream().equals(of)).findFirst() : Optional.empty();
    }

    @Override
    public boolean ready() {
        return reason().isEmpty();
    }

    @Override
    public String reason() {
        return begun ? paths.stream().map(this::reason).filter(reason -> !reason.isEmpty()).findFirst().orElse("")
                : "live delivery has not been proven yet";
    }

    private String reason(ProbePath path) {
        Optional<Instant> away = path.awaySince();
        if (away.isPresent()) {
            boolean tooLong = clock.instant().isAfter(away.get().plus(settings.redisAway()));
            return tooLong ? "Redis has been away since " + away.get() : "";
        }
        return isSilent(path) ? "live delivery has not been proven since "
                + path.proven().orElse(path.answeringSince()) : "";
    }

    /** Seconds since live delivery was last proven everywhere, or since the start. */
    public double ageSeconds() {
        return paths.stream().map(path -> path.proven().orElse(path.answeringSince()))
                .mapToLong(since -> Duration.between(since, clock.instant()).toMillis()).max().orElse(0) / 1000.0;
    }

    /** What the last probe that Redis answered took from the question to the answer, at the slowest server. */
    public Optional<Duration> roundTrip() {
        return paths.stream().map(ProbePath::roundTrip).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
