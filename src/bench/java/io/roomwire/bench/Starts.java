package io.roomwire.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long a node takes from its start to the first 200 of {@code /readyz}, in milliseconds, asked every 10 ms: by the
 * production command with and without the start cache, in turn, on one Redis.
 */
final class Starts {

    private static final int USUAL = 5;
    private static final Duration EVERY = Duration.ofMillis(10);

    private Starts() {
    }

    /** How many starts of each, 5 if not said. */
    static void main(String... arguments) {
        int count = arguments.length == 0 ? USUAL : Integer.parseInt(arguments[0]);
        try {
            measure(count, new Workshop(Path.of("").toAbsolutePath(), List.of()));
        } catch (BenchFailure e) {
            System.out.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void measure(int count, Workshop workshop) {
        int redis = Loopback.freePort();
        Workshop quick = StartCache.in(workshop);
        try (Child _ = RedisServer.start(workshop, redis)) {
            List<Double> plain = new ArrayList<>();
            List<Double> cached = new ArrayList<>();
            IntStream.range(0, count).forEach(_ -> {
                plain.add(start(workshop, redis));
                cached.add(start(quick, redis));
            });
            tell("without cache", plain);
            tell("with cache", cached);
        }
    }

    private static double start(Workshop workshop, int redis) {
        int port = Loopback.freePort();
        long begin = System.nanoTime();
        try (Child node = RoomwireNodes.node(workshop, redis, port)) {
            node.awaitServing(() -> RoomwireNodes.ready(port), EVERY);
            return (System.nanoTime() - begin) / 1e6;
        }
    }

    private static void tell(String how, List<Double> times) {
        Spread spread = Spread.of(times.stream().mapToDouble(Double::doubleValue));
        System.out.println("ready after ms, " + how + ": " + spread);
    }
}
