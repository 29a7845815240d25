package io.roomwire.room;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Hub;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Executor;

/** Wakes the agents: every 2 s for rooms that are alive, and when somebody reads a room's history. Never blocks. */
@Singleton
final class ProactiveTicker {

    private final Hub hub;
    private final ProactiveRooms rooms;
    private final Proactive proactive;
    private final Executor executor;
    private final boolean enabled;

    ProactiveTicker(Hub hub, ProactiveRooms rooms, Proactive proactive,
                    @Named(TaskExecutors.BLOCKING) Executor executor, ProactiveSettings settings) {
        this.hub = hub;
        this.rooms = rooms;
        this.proactive = proactive;
        this.executor = executor;
        this.enabled = settings.enabled();
    }

    @Scheduled(fixedDelay = "2s", initialDelay = "2s")
    void tick() {
        if (enabled) {
            List<String> watched = hub.watched("room").stream().map(StreamKey::name).toList();
            rooms.next(watched).forEach(this::wake);
        }
    }

    /** Somebody reads the room's history now. */
    void read(String roomId) {
        if (enabled && rooms.admit(roomId)) {
            wake(roomId);
        }
    }

    private void wake(String roomId) {
        executor.execute(() -> proactive.consider(roomId));
    }
}
