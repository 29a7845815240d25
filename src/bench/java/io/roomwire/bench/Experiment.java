package io.roomwire.bench;

import java.util.List;

/** What is done to a contender to get one sample. */
sealed interface Experiment permits Steady, Saturating, Ramp, Herd, Idle, Slow, Crowd {

    /** Runs it once. */
    Sample run(SseLoad client, Contender contender);

    /** The load that warms a contender up before its first sample. */
    Load load();

    /** The figures to show, in order. */
    List<Figure> figures();

    /** Whether each sample needs a contender that has served nobody yet. */
    default boolean fresh() {
        return false;
    }

    /** The same experiment with samples of {@code seconds} after {@code warmup}. */
    Experiment lasting(double warmup, double seconds);
}
