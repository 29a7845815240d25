package io.roomwire.bench;

import java.util.List;

/** A rate that rises until the 99th percentile is above 500 ms or the rate is not kept: what can be reached. */
record Ramp(Load load) implements Experiment {

    private static final double STEP = 1.3;
    private static final double LEAST = 2;
    private static final double FINEST = 1.05;

    @Override
    public List<Figure> figures() {
        return List.of(Figure.DELIVERIES, Figure.NODE_CPU, Figure.REDIS_CPU, Figure.P50, Figure.P99,
                Figure.EVENTS_PER_READ, Figure.RESIDENT);
    }

    /** The sample of the highest rate that was kept. */
    @Override
    public Sample run(SseLoad client, Contender contender) {
        Load kept = load;
        Sample best = sample(client, contender, kept);
        while (!kept.isKept(best::get) && kept.rate() > LEAST) {
            kept = kept.withRate(kept.rate() / 2);
            best = sample(client, contender, kept);
        }
        return climb(client, contender, kept, best);
    }

    /** Goes up by steps that get finer, each time that one was too high. */
    private Sample climb(SseLoad client, Contender contender, Load from, Sample sample) {
        Load kept = from;
        Sample best = sample;
        double step = STEP;
        while (step > FINEST && best.faults().isEmpty()) {
            Load next = kept.withRate(kept.rate() * step);
            Sample higher = sample(client, contender, next);
            if (next.isKept(higher::get)) {
                kept = next;
                best = higher;
            } else {
                best = best.withFaults(higher.faults());
                step = Math.sqrt(step);
            }
        }
        return best;
    }

    @Override
    public Ramp lasting(double warmup, double seconds) {
        return new Ramp(load.lasting(warmup, seconds));
    }

    private Sample sample(SseLoad client, Contender contender, Load rate) {
        return new Saturating(rate).run(client, contender);
    }
}
