package io.roomwire.sse;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is sent to show that a connection lasts.
 *
 * @param period how often; empty for the node's heartbeat
 * @param always whether also while events come; else it follows silence only
 * @param block what is sent, made from the time
 */
public record Heartbeat(Optional<Duration> period, boolean always, Function<Instant, String> block) {

    /** A comment after silence. */
    public static Heartbeat comment(String text) {
        String block = ": " + text + "\n\n";
        return new Heartbeat(Optional.empty(), false, now -> block);
    }

    /** An event at fixed times from the beginning on, whatever else is sent. */
    public static Heartbeat event(String name, Duration period, Function<Instant, String> data) {
        return new Heartbeat(Optional.of(period), true, now -> EventForm.block(name, data.apply(now)));
    }

    /** The same, but after that much silence. */
    public Heartbeat after(Duration silence) {
        return new Heartbeat(Optional.of(silence), always, block);
    }
}
