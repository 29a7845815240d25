package io.roomwire.room;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Rounds;
import io.roomwire.hub.Waiting;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers each room watched on this node its timer packet. Where another node was first, this one asks again sooner than
 * an interval, so that a node which dies is replaced soon. Safe for any thread, never blocks.
 */
@Singleton
final class PacketTimer {

    private static final Logger LOG = LoggerFactory.getLogger(PacketTimer.class);
    private static final int REFUSED_PART = 5;
    private static final Duration GRAIN = Duration.ofMillis(250);

    private final RoomCrowds crowds;
    private final PacketTicks ticks;
    private final Executor blocking;
    private final Duration interval;
    private final Clock clock;

    /** When each watched room is offered its next packet. */
    private final ConcurrentMap<String, Instant> due = new ConcurrentHashMap<>();

    PacketTimer(RoomCrowds crowds, PacketTicks ticks, @Named(TaskExecutors.BLOCKING) Executor blocking,
                RoomSettings settings, Clock clock) {
        this.crowds = crowds;
        this.ticks = ticks;
        this.blocking = blocking;
        this.interval = settings.packetInterval();
        this.clock = clock;
    }

    @EventListener
    void begin(ServerStartupEvent start) {
        Rounds rounds = new Rounds(GRAIN, blocking, this::run);
        crowds.onWatched(rounds::begin);
    }

    /** A room that is watched anew has its first packet an interval later: its viewers had one of their own. */
    private boolean run() {
        Set<String> watched = crowds.watchedHere();
        due.keySet().retainAll(watched);
        Instant now = clock.instant();
        for (String room : watched) {
            if (!due.computeIfAbsent(room, fresh -> now.plus(interval)).isAfter(now)) {
                due.put(room, now.plus(interval.dividedBy(REFUSED_PART)));
                blocking.execute(() -> offer(room));
            }
        }
        return !watched.isEmpty();
    }

    private void offer(String room) {
        try {
            int limit = Waiting.join(crowds.tell(room)).decisionLimit();
            if (ticks.tick(room, limit)) {
                due.replace(room, clock.instant().plus(interval));
            }
        } catch (EventLogUnavailable | RoomException notNow) {
            LOG.debug("no packet of {}: {}", room, notNow.getMessage());
        } catch (RuntimeException failure) {
            LOG.warn("no packet of {}", room, failure);
        }
    }
}
