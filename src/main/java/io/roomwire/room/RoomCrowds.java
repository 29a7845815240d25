package io.roomwire.room;

import io.micronaut.scheduling.annotation.Scheduled;
import io.roomwire.room.RoomPresence.Crowd;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all nodes how many viewers this one has in each room. Safe for any thread, never blocks. */
@Singleton
final class RoomCrowds {

    private static final Logger LOG = LoggerFactory.getLogger(RoomCrowds.class);

    private final RoomViewers viewers;
    private final RoomPresence presence;

    /** Rooms of which this node said something that may still stand. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    RoomCrowds(RoomViewers viewers, RoomPresence presence) {
        this.viewers = viewers;
        this.presence = presence;
    }

    /** The rooms that somebody watches on this node. */
    Set<String> watchedHere() {
        return viewers.rooms();
    }

    /** Has {@code ear} called whenever there may be a room more. */
    void onWatched(Runnable ear) {
        viewers.onEntered(ear);
    }

    /** Says what this node has in the room, and tells what all have. */
    CompletionStage<Crowd> tell(String roomId) {
        told.add(roomId);
        Crowd here = viewers.in(roomId);
        return presence.tell(RoomStreams.room(roomId), here).whenComplete((all, failure) -> {
            if (failure == null && here.viewers() == 0) {
                told.remove(roomId);
            }
        });
    }

    /** A room that was left is told once more, with nobody in it. */
    @Scheduled(fixedDelay = "10s")
    void tellAll() {
        told.addAll(viewers.rooms());
        told.forEach(room -> tell(room).exceptionally(RoomCrowds::giveUp));
    }

    /** While Redis is away the node's word runs out by itself. */
    private static Crowd giveUp(Throwable failure) {
        LOG.debug("viewers were not counted: {}", failure.getMessage());
        return Crowd.NOBODY;
    }
}
