package io.roomwire.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What grows in a plot, with everything else held. */
enum Axis {
    VIEWERS("viewers per room", "20,000 deliveries/s in all"),
    ROOMS("rooms of 10 viewers", "1,000 events/s over all rooms"),
    RATE("events/s in one room", "500 viewers"),
    PAYLOAD("bytes of data in an event", "200 viewers, 20 events/s"),
    NODES("nodes on one Redis", "4 rooms x 25 events/s, 250 viewers per node");

    private static final int LEAST_VIEWERS = 2_000;
    private static final double DELIVERIES = 20_000;

    private final String title;
    private final String held;

    Axis(String title, String held) {
        this.title = title;
        this.held = held;
    }

    String title() {
        return title;
    }

    /** What does not grow. */
    String held() {
        return held;
    }

    /** The steps, rising. */
    List<Integer> steps() {
        return switch (this) {
            case VIEWERS -> List.of(10, 30, 100, 300, 1_000, 3_000, 10_000);
            case ROOMS -> List.of(1, 3, 10, 30, 100, 300, 1_000);
            case RATE -> List.of(10, 30, 100, 200, 300, 400, 600, 800, 1_200);
            case PAYLOAD -> List.of(100, 300, 1_000, 4_000, 16_000, 64_000);
            case NODES -> List.of(1, 2, 4);
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The trial at one step. */
    Trial trial(int step, Pace pace, List<Peer> asked) {
        List<Peer> peers = this == NODES ? List.of(nodes(step)) : asked;
        String name = "%s=%d".formatted(label(), step);
        return new Trial(name, title + ", " + held, pace.applyTo(experiment(step)), peers);
    }

    /** The axis of that name, or a failure that names them all. */
    static Axis named(String label) {
        return Arrays.stream(values()).filter(axis -> axis.label().equals(label)).findFirst()
                .orElseThrow(() -> new BenchFailure(
                        "no axis " + label + ", there are " + Stream.of(values()).map(Axis::label).toList()));
    }

    private Experiment experiment(int step) {
        return switch (this) {
            case VIEWERS -> Steady.of(viewersPerRoom(step));
            case ROOMS -> Steady.of(Load.of(10 * step, step, 1_000).with("--pub-conns", "4"));
            case RATE -> new Saturating(Load.of(500, 1, step).with("--pub-depth", "120"));
            case PAYLOAD -> Steady.of(Load.of(200, 1, 20).withPayload(step));
            case NODES -> Steady.perNode(Load.of(1_000, 4, 40).with("--pub-conns", "4"));
        };
    }

    /** As many rooms as 2,000 viewers fill, one at least, at a rate that gives the same deliveries. */
    private static Load viewersPerRoom(int viewers) {
        int rooms = Math.max(1, LEAST_VIEWERS / viewers);
        return Load.of(rooms * viewers, rooms, DELIVERIES / viewers).with("--pub-conns", "4");
    }

    private static Peer nodes(int count) {
        return Stream.of(Peer.values()).filter(peer -> peer.isRoomwire() && peer.nodes() == count).findFirst()
                .orElseThrow();
    }
}
