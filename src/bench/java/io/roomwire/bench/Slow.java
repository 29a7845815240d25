package io.roomwire.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * The same load twice, alone and beside as many viewers that never read: what the others notice. The kernel takes about
 * 1.5 MB for each of those before a server finds that it cannot write, so the load must bring more while it warms up.
 */
record Slow(Load load) implements Experiment {

    private static final double FILLING = 7;

    @Override
    public List<Figure> figures() {
        return List.of(Figure.P99_GROWTH, Figure.P99, Figure.P99_ALONE, Figure.RESIDENT, Figure.RESIDENT_ALONE,
                Figure.NODE_CPU, Figure.EVENTS_PER_READ);
    }

    @Override
    public Sample run(SseLoad client, Contender contender) {
        Measured alone = client.run(contender, load);
        Load crowd = load.withViewers(2 * load.viewers()).with("--stall", Integer.toString(load.viewers()));
        Measured crowded = client.run(contender, crowd);
        double before = Figure.P99.of(alone);
        List<String> faults = Stream.of(alone, crowded).flatMap(each -> each.faults().stream()).toList();
        return Sample.of(crowded, figures()).withFaults(faults).with(Figure.P99_ALONE, before)
                .with(Figure.P99_GROWTH, Figure.P99.of(crowded) / before)
                .with(Figure.RESIDENT_ALONE, Figure.RESIDENT.of(alone));
    }

    @Override
    public Slow lasting(double warmup, double seconds) {
        return new Slow(load.lasting(warmup + FILLING, seconds));
    }
}
