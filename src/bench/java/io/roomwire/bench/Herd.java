package io.roomwire.bench;

import java.util.List;

/** All viewers dropped in the middle of the load, back at once: how long until the last has what it missed. */
record Herd(Load load) implements Experiment {

    private static final double INTO_THE_LOAD = 0.25;

    @Override
    public List<Figure> figures() {
        return List.of(Figure.CAUGHT_UP, Figure.NODE_CPU, Figure.REDIS_CPU, Figure.P99, Figure.MAX, Figure.RESIDENT);
    }

    @Override
    public Sample run(SseLoad client, Contender contender) {
        double moment = load.warmup() + INTO_THE_LOAD * load.seconds();
        return Sample.of(client.run(contender, load.with("--herd", Double.toString(moment))), figures());
    }

    @Override
    public Herd lasting(double warmup, double seconds) {
        return new Herd(load.lasting(warmup, seconds));
    }
}
