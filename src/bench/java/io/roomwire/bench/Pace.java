package io.roomwire.bench;

/**
 * How long things take, and how quiet it must be.
 *
 * @param pairs rounds that are to count
 * @param warm seconds of load on a fresh server before its first sample
 * @param warmup seconds of each sample that are not measured
 * @param seconds seconds of each sample that are measured
 */
record Pace(int pairs, double warm, double warmup, double seconds, Calm calm) {

    /** The same but for one value, named as on the command line. */
    Pace with(String option, double value) {
        return switch (option) {
            case "--pairs" -> new Pace((int) value, warm, warmup, seconds, calm);
            case "--warm" -> new Pace(pairs, value, warmup, seconds, calm);
            case "--warmup" -> new Pace(pairs, warm, value, seconds, calm);
            case "--seconds" -> new Pace(pairs, warm, warmup, value, calm);
            case "--others" -> new Pace(pairs, warm, warmup, seconds, new Calm(calm.client(), value));
            default -> throw new BenchFailure("no option " + option + "\n" + Options.USAGE);
        };
    }

    Experiment applyTo(Experiment experiment) {
        return experiment.lasting(warmup, seconds);
    }

    /** The experiment's load, as a fresh server is warmed up with it. */
    Load warming(Experiment experiment) {
        return experiment.load().lasting(0, warm);
    }

    /** Rounds after which no more are made, however many were disturbed. */
    int mostRounds() {
        return 2 * pairs + 1;
    }
}
