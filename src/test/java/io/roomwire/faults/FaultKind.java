package io.roomwire.faults;

import static io.roomwire.faults.FaultKind.Track.NODES;
import static io.roomwire.faults.FaultKind.Track.REDIS;

/** What can be done to a run. Of one track, one fault at a time. */
enum FaultKind {

    REDIS_KILL(REDIS, false),
    REDIS_STOP(REDIS, false),
    REDIS_PAUSE(REDIS, false),
    REDIS_EMPTY(REDIS, true),
    REDIS_RESTART_EMPTY(REDIS, true),
    REDIS_FILL(REDIS, false),
    REDIS_FAIL_OVER(REDIS, true),
    REDIS_FAIL_OVER_CLOCK_BEHIND(REDIS, true),
    CLOCK_FORWARD(REDIS, false),
    CLOCK_BACK(REDIS, false),
    SCRIPT_FLUSH(REDIS, false),
    FULL_BACKLOG(REDIS, false),
    DISK_FULL(REDIS, false),
    KILL_COMMANDS(REDIS, false),
    KILL_LIVE(REDIS, false),
    PARTITION_REQUESTS(REDIS, false),
    PARTITION_ANSWERS(REDIS, false),
    PARTITION_DELIVERIES(REDIS, false),
    BLACK_HOLE(REDIS, false),
    LATENCY(REDIS, false),
    LINK_CUT(REDIS, false),
    LINK_HALVE(REDIS, false),
    LINK_CORRUPT(REDIS, false),

    NODE_KILL(NODES, false),
    NODE_TERMINATE(NODES, false),
    NODE_FREEZE(NODES, false),
    ROLLING_RESTART(NODES, false),
    BALANCER_RELOAD(NODES, false),
    BALANCER_KILL(NODES, false),
    UPSTREAM_CUT(NODES, false),
    UPSTREAM_HALVE(NODES, false),
    UPSTREAM_CORRUPT(NODES, false),
    UPSTREAM_BLACK_HOLE(NODES, false),
    EDGE_CUT(NODES, false),
    EDGE_HALVE(NODES, false),
    EDGE_CORRUPT(NODES, false),
    EDGE_BLACK_HOLE(NODES, false),
    EDGE_LATENCY(NODES, false),
    VIEWERS_SLOW(NODES, false),
    VIEWERS_STUCK(NODES, false);

    /** Faults of different tracks meet. */
    enum Track { REDIS, NODES }

    private final Track track;
    private final boolean losing;

    FaultKind(Track track, boolean losing) {
        this.track = track;
        this.losing = losing;
    }

    Track track() {
        return track;
    }

    /** Whether Redis loses what it has acknowledged. */
    boolean losing() {
        return losing;
    }
}
