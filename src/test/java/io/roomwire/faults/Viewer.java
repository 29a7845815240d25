package io.roomwire.faults;

import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Watches as a browser's EventSource does that is opened anew whatever ended it: remembers the last id and comes back
 * with it. One virtual thread; {@link #pace} and {@link #close} for any.
 */
final class Viewer implements AutoCloseable {

    /** How fast it reads. */
    enum Pace { FULL, SLOW, STUCK }

    /** What becomes of a viewer whose node, balancer or way is gone. */
    private static final Set<Integer> TRANSIENT = Set.of(499, 502, 503, 504);
    /** Longer than the nodes' heartbeats. */
    private static final int SILENCE_MILLIS = 15_000;
    private static final int LONGEST_PAUSE_MILLIS = 250;
    private static final int SLOW_MILLIS = 40;
    private static final int STUCK_MILLIS = 20;

    private final Kind kind;
    private final Sight sight;
    private final Sight.Reader reader;
    private final Supplier<URI> address;
    private final Trace trace;
    private final Random random;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> placed = ConcurrentHashMap.newKeySet();
    /** By stream, in ms of the trace. */
    private final Map<String, Long> lastReset = new ConcurrentHashMap<>();
    private final Thread thread;

    /** Written by the viewer's thread. */
    private int connections;
    private String position = "";
    private volatile Optional<SseExchange> exchange = Optional.empty();

    /** Written by others. */
    private volatile Pace pace = Pace.FULL;
    private volatile boolean closed;

    /**
     * How it behaves.
     *
     * @param restless drops its connection of its own accord every so many blocks, 0 for never
     * @param slow hit by faults of slow viewers, with a small receive buffer
     */
    record Kind(String name, int restless, boolean slow) {
    }

    Viewer(Kind kind, Sight sight, Supplier<URI> address, Trace trace, Random random) {
        this.kind = kind;
        this.sight = sight;
        this.reader = sight.reader().get();
        this.address = address;
        this.trace = trace;
        this.random = random;
        thread = Thread.ofVirtual().name(kind.name()).unstarted(this::run);
    }

    Viewer start() {
        trace.add(new Entry.Watches(kind.name(), sight.streams(), kind.slow()));
        thread.start();
        return this;
    }

    String name() {
        return kind.name();
    }

    Sight sight() {
        return sight;
    }

    /** Whether it has a place in all its streams. */
    boolean isPlaced() {
        return placed.containsAll(sight.streams());
    }

    /** Whether it got the event, or a reset since then in its place. */
    boolean hasSeen(String stream, String token, long sinceMillis) {
        return seen.contains(token) || lastReset.getOrDefault(stream, -1L) >= sinceMillis;
    }

    void pace(Pace next) {
        if (kind.slow()) {
            pace = next;
        }
    }

    private void run() {
        while (!closed) {
            try {
                visit();
            } catch (IOException _) {
                // dropped: comes back below
            } catch (AssertionError | RuntimeException e) {
                trace.add(new Entry.Odd(kind.name(), e.toString()));
            }
            Pause.of(random.nextInt(LONGEST_PAUSE_MILLIS) + 1L).pass();
        }
    }

    private void visit() throws IOException {
        trace.add(new Entry.Connected(kind.name(), ++connections, position));
        try (SseExchange fresh = SseExchange.open(address.get(), sight.path(), position, kind.slow(), SILENCE_MILLIS,
                connections)) {
            exchange = Optional.of(fresh);
            if (fresh.status() == 200) {
                reader.connecting(position);
                read(fresh);
            } else if (!TRANSIENT.contains(fresh.status())) {
                trace.add(new Entry.Odd(kind.name(), "was answered " + fresh.status()));
            }
        }
    }

    private void read(SseExchange fresh) throws IOException {
        int left = kind.restless() == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(kind.restless());
        for (var block = fresh.next(); block.isPresent() && !closed && left > 0; block = fresh.next()) {
            note(block.get());
            left--;
            await();
        }
    }

    private void note(SseBlock block) {
        reader.read(block, new Writing());
        position = block.id().orElse(position);
    }

    private void await() {
        if (pace == Pace.SLOW) {
            Pause.of(SLOW_MILLIS).pass();
        }
        while (pace == Pace.STUCK && !closed) {
            Pause.of(STUCK_MILLIS).pass();
        }
    }

    @Override
    public void close() {
        closed = true;
        exchange.ifPresent(SseExchange::close);
    }

    /** Into the trace. */
    private final class Writing implements Sight.Notes {

        @Override
        public void placed(String stream, long id) {
            placed.add(stream);
            trace.add(new Entry.Placed(kind.name(), stream, id));
        }

        @Override
        public void received(String stream, long id, String token) {
            trace.add(new Entry.Received(kind.name(), stream, id, token));
            seen.add(token);
        }

        @Override
        public void reset(String stream, long id, String reason) {
            placed.add(stream);
            trace.add(new Entry.Reset(kind.name(), stream, id, reason));
            lastReset.put(stream, trace.millis());
        }
    }
}
