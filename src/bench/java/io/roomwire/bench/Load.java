package io.roomwire.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What the load client does.
 *
 * @param viewers over all rooms
 * @param rate appends per second over all rooms; 0 when there is no publisher
 * @param payload bytes of data in an event
 * @param warmup seconds that are not measured
 * @param seconds seconds that are measured
 * @param more further flags of the load client
 */
record Load(int viewers, int rooms, double rate, int payload, double warmup, double seconds, List<String> more) {

    private static final int PAYLOAD = 200;
    private static final double WARMUP = 2;
    private static final double SECONDS = 8;
    private static final int MANY_VIEWERS = 5_000;
    private static final double P99_LIMIT_MS = 500;
    private static final double KEPT = 0.97;

    Load {
        more = List.copyOf(more);
    }

    /** Events of 200 bytes for 8 s after 2 s. */
    static Load of(int viewers, int rooms, double rate) {
        return new Load(viewers, rooms, rate, PAYLOAD, WARMUP, SECONDS, List.of());
    }

    /** The same with further flags of the load client. */
    Load with(String... flags) {
        List<String> all = new ArrayList<>(more);
        Collections.addAll(all, flags);
        return new Load(viewers, rooms, rate, payload, warmup, seconds, all);
    }

    Load withPayload(int bytes) {
        return new Load(viewers, rooms, rate, bytes, warmup, seconds, more);
    }

    Load withRate(double appends) {
        return new Load(viewers, rooms, appends, payload, warmup, seconds, more);
    }

    Load withViewers(int count) {
        return new Load(count, rooms, rate, payload, warmup, seconds, more);
    }

    Load lasting(double before, double measured) {
        return new Load(viewers, rooms, rate, payload, before, measured, more);
    }

    /** Deliveries per second when all goes well. */
    double deliveries() {
        return rate * viewers / rooms;
    }

    /** Whether a run with these figures came up to the rate, with a 99th percentile of 500 ms at most. */
    boolean isKept(ToDoubleFunction<Figure> figures) {
        return figures.applyAsDouble(Figure.DELIVERIES) >= KEPT * deliveries()
                && figures.applyAsDouble(Figure.P99) <= P99_LIMIT_MS;
    }

    /** Flags of the load client. */
    List<String> flags() {
        List<String> flags = new ArrayList<>(more);
        Collections.addAll(flags, "--conns", Integer.toString(viewers), "--rooms", Integer.toString(rooms));
        if (viewers >= MANY_VIEWERS) {
            Collections.addAll(flags, "--src-spread", "8");
        }
        if (rate > 0) {
            Collections.addAll(flags, "--rate", number(rate), "--warmup", number(warmup), "--seconds", number(seconds));
        }
        return flags;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
