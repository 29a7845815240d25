package io.roomwire.bench;

import java.util.List;
import java.util.Map;

/** One sample of each contender of a trial, taken in turn. */
record Round(int number, Map<Peer, Sample> samples) {

    Round {
        samples = Map.copyOf(samples);
    }

    double get(Peer peer, Figure figure) {
        Sample sample = samples.get(peer);
        return sample == null ? Double.NaN : sample.get(figure);
    }

    /** How many times the other's value the first's is. */
    double ratio(Peer first, Peer other, Figure figure) {
        return get(first, figure) / get(other, figure);
    }

    /** What went wrong in it, by contender. */
    List<String> faults() {
        return samples.entrySet().stream().filter(entry -> !entry.getValue().faults().isEmpty())
                .map(entry -> "round %d, %s: %s".formatted(number, entry.getKey().label(),
                        String.join(", ", entry.getValue().faults()))).toList();
    }
}
