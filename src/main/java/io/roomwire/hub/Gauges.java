package io.roomwire.hub;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What is read from this node's parts when somebody asks; 0 until a part has said how. Safe for any thread. */
public final class Gauges {

    private volatile DoubleSupplier probeAge = () -> 0;
    private volatile LongSupplier ringBytes = () -> 0;
    private volatile LongSupplier feeds = () -> 0;
    private volatile Supplier<Optional<Duration>> roundTrip = Optional::empty;

    /** Seconds since live delivery was last proven, of the connection where that is longest ago. */
    public void probeAge(DoubleSupplier seconds) {
        probeAge = seconds;
    }

    /** What all rings take now, in bytes. */
    public void ringBytes(LongSupplier supplier) {
        ringBytes = supplier;
    }

    public void feeds(LongSupplier supplier) {
        feeds = supplier;
    }

    /** What the last probe that Redis answered took from the question to the answer; empty before the first. */
    public void roundTrip(Supplier<Optional<Duration>> supplier) {
        roundTrip = supplier;
    }

    public Optional<Duration> roundTrip() {
        return roundTrip.get();
    }

    public double probeAge() {
        return probeAge.getAsDouble();
    }

    public long ringBytes() {
        return ringBytes.getAsLong();
    }

    public long feeds() {
        return feeds.getAsLong();
    }
}
