package io.roomwire.bench;

import java.util.List;
import java.util.Map;

/** The floor: the least that a C program does per delivery. It keeps no history and has no Redis. */
final class FloorServer {

    private FloorServer() {
    }

    /** Starts one in that mode of {@code rawfan.c} and waits until it accepts. */
    static Contender start(Peer peer, String mode, Workshop workshop) {
        return start(peer, mode, workshop, Map.of());
    }

    /** Starts one that spoils every n-th event of a room: {@code drop:n}, {@code dup:n} or {@code swap:n}. */
    static Contender startFaulty(String fault, Workshop workshop) {
        return start(Peer.FLOOR, "write", workshop, Map.of("RAWFAN_FAULT", fault));
    }

    private static Contender start(Peer peer, String mode, Workshop workshop, Map<String, String> environment) {
        int port = Loopback.freePort();
        List<String> command = List.of(workshop.tool("rawfan").toString(), Integer.toString(port),
                Integer.toString(Loopback.freePort()), mode);
        Child child = Child.start(workshop.folder("floor"), "rawfan", environment, command);
        child.awaitServing(() -> Loopback.accepts(port));
        return new Contender(peer, List.of(child), List.of(), Address.plain(port, "/x/%d", "/pub/%d", "int"));
    }
}
