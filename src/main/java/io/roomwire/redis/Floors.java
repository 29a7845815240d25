package io.roomwire.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;

/**
 * The highest id that this node has seen of each stream, so that a promoted replica whose clock is behind does not
 * make ids that were made before. Bounded: the streams touched last are remembered. Safe for any thread.
 */
final class Floors {

    private static final int STREAMS = 100_000;

    private final Cache<StreamKey, EventId> highest = Caffeine.newBuilder().maximumSize(STREAMS).build();

    EventId of(StreamKey stream) {
        EventId known = highest.getIfPresent(stream);
        return known == null ? EventId.NONE : known;
    }

    void saw(StreamKey stream, EventId id) {
        if (id.isAfter(of(stream))) {
            highest.asMap().merge(stream, id, (a, b) -> a.isAfter(b) ? a : b);
        }
    }
}
