package io.roomwire.bench;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** Whether the referee finds what it is there to find: the floor spoils events on purpose. */
final class SelfTest {

    private static final Map<String, String> FAULTS =
            new TreeMap<>(Map.of("drop:50", "missing", "dup:50", "duplicates", "swap:50", "out_of_order"));
    private static final Load LOAD = Load.of(20, 1, 300).lasting(0, 1).with("--drain", "1");

    private final Workshop workshop;
    private final SseLoad client;

    SelfTest(Workshop workshop, SseLoad client) {
        this.workshop = workshop;
        this.client = client;
    }

    /** False when a fault stays unseen or a faultless run is blamed. */
    boolean passes(PrintStream report) {
        boolean passed = blames("none:0", "", report);
        for (Map.Entry<String, String> fault : FAULTS.entrySet()) {
            passed &= blames(fault.getKey(), fault.getValue(), report);
        }
        return passed;
    }

    private boolean blames(String fault, String expected, PrintStream report) {
        try (Contender floor = start(fault)) {
            Measured measured = client.run(floor, LOAD);
            boolean right = expected.isEmpty() ? measured.faults().isEmpty() : measured.get(expected) > 0;
            report.println("self-test %s: %s -> %s".formatted(fault, right ? "right" : "WRONG", measured.faults()));
            return right;
        }
    }

    private Contender start(String fault) {
        return fault.startsWith("none") ? Peer.FLOOR.start(workshop) : FloorServer.startFaulty(fault, workshop);
    }
}
