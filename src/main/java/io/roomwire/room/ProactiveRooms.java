package io.roomwire.room;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rooms where this node looks whether the agent should speak, each no more often than its gap. Never blocks. */
@Singleton
final class ProactiveRooms {

    private static final Duration ACTIVE = Duration.ofMinutes(2);
    private static final Duration GAP = Duration.ofSeconds(5);
    private static final int PER_TICK = 2;

    private final InstantSource clock;

    /** When viewers last wrote in public, on this node; the old ones go with each tick. */
    @GuardedBy("this")
    private final Map<String, Instant> chatted = new HashMap<>();

    /** When a room was last looked at; those older than the gap go with each tick, unless still active. */
    @GuardedBy("this")
    private final Map<String, Instant> looked = new HashMap<>();

    ProactiveRooms(InstantSource clock) {
        this.clock = clock;
    }

    /** A viewer wrote in public. */
    synchronized void chatted(String roomId) {
        chatted.put(roomId, clock.instant());
    }

    /** Whether the room may be looked at now; then it counts as looked at. */
    synchronized boolean admit(String roomId) {
        Instant now = clock.instant();
        boolean due = isDue(roomId, now);
        if (due) {
            looked.put(roomId, now);
        }
        return due;
    }

    /** The rooms to look at in this tick: watched or chatting, those that waited longest first. */
    synchronized List<String> next(List<String> watched) {
        Instant now = clock.instant();
        chatted.values().removeIf(last -> last.isBefore(now.minus(ACTIVE)));
        Set<String> active = new HashSet<>(watched);
        active.addAll(chatted.keySet());
        looked.entrySet().removeIf(room -> isDue(room.getKey(), now) && !active.contains(room.getKey()));
        List<String> chosen = active.stream().filter(room -> isDue(room, now))
                .sorted(Comparator.comparing(this::lastLook).thenComparing(Comparator.naturalOrder()))
                .limit(PER_TICK).toList();
        chosen.forEach(room -> looked.put(room, now));
        return chosen;
    }

    private synchronized boolean isDue(String roomId, Instant now) {
        return !lastLook(roomId).plus(GAP).isAfter(now);
    }

    private synchronized Instant lastLook(String roomId) {
        return looked.getOrDefault(roomId, Instant.EPOCH);
    }
}
