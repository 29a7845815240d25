package io.roomwire.room;

import io.roomwire.room.RoomPresence.Crowd;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who watches which room on this node. Safe for any thread, never blocks. */
@Singleton
final class RoomViewers {

    /** Per room the number of viewers by decision limit; a map is only touched inside {@code compute}. */
    private final ConcurrentMap<String, TreeMap<Integer, Integer>> rooms = new ConcurrentHashMap<>();
    private final List<Runnable> ears = new CopyOnWriteArrayList<>();

    /** Has {@code ear} called after each viewer that enters a room. */
    void onEntered(Runnable ear) {
        ears.add(ear);
    }

    void enter(String roomId, int decisionLimit) {
        rooms.compute(roomId, (room, known) -> {
            TreeMap<Integer, Integer> viewers = known == null ? new TreeMap<>() : known;
            viewers.merge(decisionLimit, 1, Integer::sum);
            return viewers;
        });
        ears.forEach(Runnable::run);
    }

    void leave(String roomId, int decisionLimit) {
        rooms.computeIfPresent(roomId, (room, viewers) -> {
            viewers.computeIfPresent(decisionLimit, (limit, count) -> count == 1 ? null : count - 1);
            return viewers.isEmpty() ? null : viewers;
        });
    }

    /** The rooms that somebody watches here. */
    Set<String> rooms() {
        return Collections.unmodifiableSet(rooms.keySet());
    }

    Crowd in(String roomId) {
        Crowd[] crowd = {Crowd.NOBODY};
        rooms.computeIfPresent(roomId, (room, viewers) -> {
            int count = viewers.values().stream().mapToInt(Integer::intValue).sum();
            crowd[0] = new Crowd(count, viewers.lastKey());
            return viewers;
        });
        return crowd[0];
    }
}
