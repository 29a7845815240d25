package io.roomwire.hub;

import io.roomwire.event.Event;
import io.roomwire.event.StreamKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves live delivery by a loop: publishes to this node's own channel and expects it back on the live connection.
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

    /** Written by the timer and both connections; each field is the truth by itself. */
    private volatile boolean subscribing;
    private volatile boolean subscribed;
    private volatile Optional<Instant> proven = Optional.empty();
    private volatile Optional<Instant> awaySince = Optional.empty();
    private volatile Optional<Duration> roundTrip = Optional.empty();
    /** Since when live delivery could have worked: it is never blamed for the time before. */
    private volatile Instant answeringSince;
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
        this.answeringSince = clock.instant();
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
        schedule(proven.isPresent() ? EVERY : EARLY);
        if (subscribed) {
            send();
            reconnectIfSilent();
        } else if (!subscribing) {
            subscribe();
        }
    }

    private void subscribe() {
        subscribing = true;
        ports.live().subscribe(stream).whenComplete((confirmed, error) -> {
            subscribing = false;
            if (error == null) {
                subscribed = true;
                send();
            }
        });
    }

    private void send() {
        Instant start = clock.instant();
        ports.log().signal(stream, "probe", "{}").whenComplete((sent, error) -> {
            if (error != null) {
                awaySince = awaySince.or(() -> Optional.of(clock.instant()));
                return;
            }
            roundTrip = Optional.of(Duration.between(start, clock.instant()));
            if (awaySince.isPresent()) {
                awaySince = Optional.empty();
                answeringSince = clock.instant();
            }
        });
    }

    private void reconnectIfSilent() {
        boolean tried = triedAt.plus(UNPROVEN).isAfter(clock.instant());
        if (awaySince.isEmpty() && !tried && silence().compareTo(UNPROVEN) > 0) {
            LOG.warn("live delivery not proven for {} s although Redis answers: connecting anew",
                    silence().toSeconds());
            triedAt = clock.instant();
            ports.live().reconnect();
        }
    }

    private Duration silence() {
        Instant since = proven.filter(instant -> instant.isAfter(answeringSince)).orElse(answeringSince);
        return Duration.between(since, clock.instant());
    }

    @Override
    public void onEvent(StreamKey from, Event event) {
        if (from.equals(stream)) {
            proven = Optional.of(clock.instant());
        } else {
            others.onEvent(from, event);
        }
    }

    @Override
    public void onDoubt(StreamKey doubtful) {
        if (!doubtful.equals(stream)) {
            others.onDoubt(doubtful);
        }
    }

    @Override
    public boolean ready() {
        return reason().isEmpty();
    }

    @Override
    public String reason() {
        if (proven.isEmpty()) {
            return "live delivery has not been proven yet";
        }
        Optional<Instant> away = awaySince;
        if (away.isPresent()) {
            boolean tooLong = clock.instant().isAfter(away.get().plus(settings.redisAway()));
            return tooLong ? "Redis has been away since " + away.get() : "";
        }
        return silence().compareTo(UNPROVEN) > 0 ? "live delivery has not been proven since " + proven.get() : "";
    }

    /** Seconds since live delivery was last proven, or since the start. */
    public double ageSeconds() {
        return Duration.between(proven.orElse(answeringSince), clock.instant()).toMillis() / 1000.0;
    }

    /** What the last probe that Redis answered took from the question to the answer. */
    public Optional<Duration> roundTrip() {
        return roundTrip;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
