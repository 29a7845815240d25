package io.roomwire.hub;

import io.roomwire.event.StreamKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** One loop that proves live delivery: a channel of this node's own, at one server. Safe for any thread. */
final class ProbePath {

    private final Hub.Ports ports;
    private final StreamKey stream;
    private final InstantSource clock;

    /** Written by the timer and both connections; each field is the truth by itself. */
    private volatile boolean subscribing;
    private volatile boolean subscribed;
    private volatile Optional<Instant> proven = Optional.empty();
    private volatile Optional<Instant> awaySince = Optional.empty();
    private volatile Optional<Duration> roundTrip = Optional.empty();
    /** Since when live delivery could have worked: it is never blamed for the time before. */
    private volatile Instant answeringSince;

    ProbePath(Hub.Ports ports, StreamKey stream, InstantSource clock) {
        this.ports = ports;
        this.stream = stream;
        this.clock = clock;
        this.answeringSince = clock.instant();
    }

    StreamKey stream() {
        return stream;
    }

    void beat() {
        if (subscribed) {
            send();
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

    void end() {
        ports.live().unsubscribe(stream);
    }

    void came() {
        proven = Optional.of(clock.instant());
    }

    boolean isSubscribed() {
        return subscribed;
    }

    Optional<Instant> proven() {
        return proven;
    }

    Optional<Instant> awaySince() {
        return awaySince;
    }

    Optional<Duration> roundTrip() {
        return roundTrip;
    }

    Instant answeringSince() {
        return answeringSince;
    }

    /** For how long nothing has come back though Redis answers. */
    Duration silence() {
        Instant since = proven.filter(instant -> instant.isAfter(answeringSince)).orElse(answeringSince);
        return Duration.between(since, clock.instant());
    }
}
