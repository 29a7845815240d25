package io.roomwire.redis;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The highest id that this node has seen of each stream, so that a promoted replica whose clock is behind does not
 * make ids that were made before. Bounded: at least the 100,000 streams touched last are remembered, at most twice
 * as many. Safe for any thread.
 *
 * <p>Two generations in place of a cache that orders all its entries: this is asked three times per append, and such a
 * cache notes every look.
 */
final class Floors {

    private static final int GENERATION = 100_000;

    private final int generation;
    private volatile Map<StreamKey, AtomicLong> young = new ConcurrentHashMap<>();
    private volatile Map<StreamKey, AtomicLong> old = Map.of();

    Floors() {
        this(GENERATION);
    }

    /**
     * @param generation streams that are remembered for certain
     */
    Floors(int generation) {
        this.generation = generation;
    }

    EventId of(StreamKey stream) {
        AtomicLong known = known(stream);
        return known == null ? EventId.NONE : new EventId(known.get());
    }

    void saw(StreamKey stream, EventId id) {
        AtomicLong known = known(stream);
        if (id.value() > (known == null ? 0 : known.get())) {
            AtomicLong highest = known == null ? keep(stream, new AtomicLong()) : known;
            highest.accumulateAndGet(id.value(), Math::max);
        }
    }

    private @Nullable AtomicLong known(StreamKey stream) {
        AtomicLong touched = young.get(stream);
        if (touched != null) {
            return touched;
        }
        AtomicLong untouched = old.get(stream);
        return untouched == null ? null : keep(stream, untouched);
    }

    /** The number itself moves on, never a copy, so that whoever holds it raises the one that counts. */
    private synchronized AtomicLong keep(StreamKey stream, AtomicLong floor) {
        AtomicLong other = young.get(stream);
        if (other == null) {
            other = old.get(stream);
        }
        if (young.size() >= generation) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
        AtomicLong kept = other == null ? floor : other;
        young.put(stream, kept);
        return kept;
    }
}
