package io.roomwire.bench;

import java.util.List;

/** One load, held, that may be more than a server can do: then it may lose events, but never repeat or mix them up. */
record Saturating(Load load) implements Experiment {

    @Override
    public List<Figure> figures() {
        return Steady.of(load).figures();
    }

    @Override
    public Sample run(SseLoad client, Contender contender) {
        Measured measured = client.run(contender, load);
        Sample sample = Sample.of(measured, figures());
        return load.isKept(sample::get) ? sample : sample.withFaults(measured.mistakes());
    }

    @Override
    public Saturating lasting(double warmup, double seconds) {
        return new Saturating(load.lasting(warmup, seconds));
    }
}
