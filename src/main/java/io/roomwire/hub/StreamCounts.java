package io.roomwire.hub;

import io.roomwire.event.StreamKey;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many events were appended to which stream through this node since somebody last asked. Safe for any thread; to
 * count costs a look into a map.
 *
 * <p>Bounded: a stream that was still for a number of rounds is forgotten (with an event that comes in this very
 * moment), and while {@link #MOST} are known, no other is counted. What a feed's ring takes in is not counted instead,
 * since nodes without viewers have none, and a reload is no progress.
 */
public final class StreamCounts {

    static final int MOST = 10_000;

    private final ConcurrentMap<StreamKey, Count> counts = new ConcurrentHashMap<>();

    /** One stream's. The rounds are those of {@link #take}, whose lock guards them. */
    private static final class Count {
        private final AtomicInteger events = new AtomicInteger();
        private int stillRounds;
    }

    void count(StreamKey stream) {
        Count known = counts.get(stream);
        if (known == null && counts.size() < MOST) {
            known = counts.computeIfAbsent(stream, key -> new Count());
        }
        if (known != null) {
            known.events.incrementAndGet();
        }
    }

    /**
     * The counts since the last call, also 0 for streams that have been still since.
     *
     * @param rounds calls in a row after which a still stream is forgotten
     */
    public synchronized Map<StreamKey, Integer> take(int rounds) {
        Map<StreamKey, Integer> taken = new HashMap<>();
        counts.forEach((stream, count) -> {
            int events = count.events.getAndSet(0);
            count.stillRounds = events == 0 ? count.stillRounds + 1 : 0;
            if (count.stillRounds < rounds) {
                taken.put(stream, events);
            } else {
                counts.remove(stream, count);
            }
        });
        return taken;
    }
}
