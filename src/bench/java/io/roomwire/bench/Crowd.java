package io.roomwire.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The same load on one of two nodes twice, alone and while the viewers of the other node all come over within a second,
 * as they do when that node has died: what those notice who were there before.
 *
 * @param herd the herd's own load; it begins when all of it is connected
 */
record Crowd(Load load, Load herd) implements Experiment {

    private static final double MOMENT = 4;
    /** The herd stays until the others have been measured. */
    private static final double AFTERWARDS = 12;

    @Override
    public List<Figure> figures() {
        return List.of(Figure.P99_GROWTH, Figure.P99, Figure.P99_ALONE, Figure.MAX, Figure.CAUGHT_UP, Figure.RESIDENT);
    }

    @Override
    public Sample run(SseLoad client, Contender contender) {
        Contender refuge = contender.last();
        Measured alone = client.run(refuge, load);
        Path note = client.note();
        Load flight = herd.lasting(0, MOMENT + AFTERWARDS).with("--roam", "--herd", Double.toString(MOMENT),
                "--herd-spread", "1000", "--hook", "test $SSELOAD_PHASE != connected || touch " + note);
        try (Child crowd = client.start(contender, flight)) {
            crowd.awaitServing(() -> Files.exists(note));
            Measured beside = client.run(refuge, load);
            Measured fled = SseLoad.measured(crowd);
            double before = Figure.P99.of(alone);
            List<String> faults = Stream.of(alone, beside, fled).flatMap(each -> each.faults().stream()).toList();
            return Sample.of(alone, figures()).withFaults(faults).with(Figure.P99_ALONE, before)
                    .with(Figure.P99, Figure.P99.of(beside)).with(Figure.MAX, Figure.MAX.of(beside))
                    .with(Figure.RESIDENT, Figure.RESIDENT.of(beside))
                    .with(Figure.P99_GROWTH, Figure.P99.of(beside) / before)
                    .with(Figure.CAUGHT_UP, Figure.CAUGHT_UP.of(fled));
        }
    }

    @Override
    public Crowd lasting(double warmup, double seconds) {
        return new Crowd(load.lasting(warmup, seconds), herd);
    }
}
