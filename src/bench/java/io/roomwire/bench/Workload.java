package io.roomwire.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The named workloads. */
enum Workload {
    W1("1 room x 1,000 viewers x 100 events/s"),
    W2("1 room x 5,000 viewers x 20 events/s"),
    W3("500 rooms x 10 viewers x 2 events/s each"),
    W4("1 room x 1,000 viewers, rate rising until p99 > 500 ms or the rate is not kept"),
    W5("10,000 idle viewers"),
    W6("2,000 viewers dropped, back at once, 50 events/s"),
    W7("1,000 viewers, 300 of them dropped and back per second, 50 events/s"),
    HERD("1,000 viewers x 20 events/s, alone and while the 10,000 of another node come over within a second"),
    SLOW("1,000 viewers x 50 events/s of 4 kB, alone and beside 1,000 that never read"),
    SCALE("4 rooms x 10 events/s each, 1,000 viewers per node, 1, 2 and 4 nodes on one Redis");

    private final String title;

    Workload(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    Experiment experiment() {
        return switch (this) {
            case W1 -> Steady.of(Load.of(1_000, 1, 100));
            case W2 -> Steady.of(Load.of(5_000, 1, 20));
            case W3 -> Steady.of(Load.of(5_000, 500, 1_000).with("--pub-conns", "4"));
            case W4 -> new Ramp(Load.of(1_000, 1, 300).with("--pub-depth", "120"));
            case W5 -> new Idle(10_000, Load.of(500, 5, 50));
            case W6 -> new Herd(Load.of(2_000, 1, 50));
            case W7 -> Steady.of(Load.of(1_000, 1, 50).with("--churn", "300"));
            case HERD -> new Crowd(Load.of(1_000, 1, 20), Load.of(10_000, 100, 20));
            case SLOW -> new Slow(Load.of(1_000, 1, 50).withPayload(4_000).with("--rcvbuf", "65536"));
            case SCALE -> Steady.perNode(Load.of(1_000, 4, 40).with("--pub-conns", "4"));
        };
    }

    /** Those of the peers asked for that can take part, Roomwire first. */
    List<Peer> contenders(List<Peer> asked) {
        return switch (this) {
            case W1, W2, W3, W4, W5, SLOW -> asked;
            case W6, W7 -> asked.stream().filter(Peer::resumes).toList();
            case HERD -> List.of(Peer.ROOMWIRE_2);
            case SCALE -> List.of(Peer.ROOMWIRE, Peer.ROOMWIRE_2, Peer.ROOMWIRE_4);
        };
    }

    /** Whether allocation per delivery can be told: deliveries are steady and nobody connects meanwhile. */
    boolean tellsAllocation() {
        return this == W1 || this == W2 || this == W3;
    }

    /** The workload of that name, or a failure that names them all. */
    static Workload named(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new BenchFailure("no workload " + name + ", there are " + List.of(values())));
    }
}
