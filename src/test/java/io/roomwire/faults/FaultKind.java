package io.roomwire.faults;

import static io.roomwire.faults.FaultKind.Track.NODES;
import static io.roomwire.faults.FaultKind.Track.REDIS;

/** What can be done to a run. Of one track, one fault at a time. */
enum FaultKind {

    REDIS_KILL(REDIS),
    REDIS_STOP(REDIS),
    REDIS_PAUSE(REDIS),
    REDIS_EMPTY(REDIS),
    REDIS_RESTART_EMPTY(REDIS),
    REDIS_FILL(REDIS),
    REDIS_FAIL_OVER(REDIS),
    REDIS_FAIL_OVER_CLOCK_AHEAD(REDIS),
    REDIS_FAIL_OVER_CLOCK_BEHIND(REDIS),
    CLOCK_FORWARD(REDIS),
    CLOCK_BACK(REDIS),
    SCRIPT_FLUSH(REDIS),
    FULL_BACKLOG(REDIS),
    DISK_FULL(REDIS),
    SLOT_MOVE(REDIS),
    KILL_COMMANDS(REDIS),
    KILL_LIVE(REDIS),
    PARTITION_REQUESTS(REDIS),
    PARTITION_ANSWERS(REDIS),
    PARTITION_DELIVERIES(REDIS),
    BLACK_HOLE(REDIS),
    LATENCY(REDIS),
    LINK_CUT(REDIS),
    LINK_HALVE(REDIS),
    LINK_CORRUPT(REDIS),

    NODE_KILL(NODES),
    NODE_TERMINATE(NODES),
    NODE_FREEZE(NODES),
    ROLLING_RESTART(NODES),
    BALANCER_RELOAD(NODES),
    BALANCER_KILL(NODES),
    UPSTREAM_CUT(NODES),
    UPSTREAM_HALVE(NODES),
    UPSTREAM_CORRUPT(NODES),
    UPSTREAM_BLACK_HOLE(NODES),
    EDGE_CUT(NODES),
    EDGE_HALVE(NODES),
    EDGE_CORRUPT(NODES),
    EDGE_BLACK_HOLE(NODES),
    EDGE_LATENCY(NODES),
    VIEWERS_SLOW(NODES),
    VIEWERS_STUCK(NODES);

    /** Faults of different tracks meet. */
    enum Track { REDIS, NODES }

    private final Track track;

    FaultKind(Track track) {
        this.track = track;
    }

    Track track() {
        return track;
    }
}
