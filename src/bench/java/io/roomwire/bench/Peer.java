package io.roomwire.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What can be measured, and how each is started. */
enum Peer {
    ROOMWIRE("roomwire", 1, true),
    ROOMWIRE_2("roomwire-2", 2, true),
    ROOMWIRE_4("roomwire-4", 4, true),
    NCHAN("nchan", 1, true),
    NCHAN_2("nchan-2", 1, true),
    NCHAN_MEMORY("nchan-memory", 1, true),
    FLOOR("floor", 1, false),
    FLOOR_BATCH("floor-batch", 1, false),
    FLOOR_URING("floor-uring", 1, false);

    private final String label;
    private final int nodes;
    private final boolean resumes;

    Peer(String label, int nodes, boolean resumes) {
        this.label = label;
        this.nodes = nodes;
        this.resumes = resumes;
    }

    /** Its name on the command line, in tables and in the result. */
    String label() {
        return label;
    }

    /** How many nodes it is made of. */
    int nodes() {
        return nodes;
    }

    /** Whether a viewer that comes back gets what it missed. */
    boolean resumes() {
        return resumes;
    }

    boolean isRoomwire() {
        return label.startsWith(ROOMWIRE.label);
    }

    /** Starts it, with a Redis of its own where it uses one, and waits until it serves. */
    Contender start(Workshop workshop) {
        return switch (this) {
            case ROOMWIRE, ROOMWIRE_2, ROOMWIRE_4 -> RoomwireNodes.start(this, workshop);
            case NCHAN, NCHAN_MEMORY -> NchanServer.start(this, 1, workshop);
            case NCHAN_2 -> NchanServer.start(this, 2, workshop);
            case FLOOR -> FloorServer.start(this, "write", workshop);
            case FLOOR_BATCH -> FloorServer.start(this, "batch", workshop);
            case FLOOR_URING -> FloorServer.start(this, "uring", workshop);
        };
    }

    /** The peer of that name, or a failure that names them all. */
    static Peer named(String label) {
        return Arrays.stream(values()).filter(peer -> peer.label.equals(label)).findFirst()
                .orElseThrow(() -> new BenchFailure("no peer " + label + ", there are " + labels(List.of(values()))));
    }

    static String labels(List<Peer> peers) {
        return peers.stream().map(Peer::label).collect(Collectors.joining(", "));
    }
}
