package io.roomwire.bench;

import java.util.List;

/**
 * What a trial has shown.
 *
 * @param allocation bytes per delivery that the first contender allocates; not a number when that was not measured
 */
record Outcome(Trial trial, Pace pace, List<Round> rounds, double allocation) {

    Outcome {
        rounds = List.copyOf(rounds);
    }

    /** The rounds in which nothing disturbed the machine. */
    List<Round> counted() {
        return rounds.stream().filter(round -> disturbances(round).isEmpty()).toList();
    }

    /** Why a round does not count; empty when it does. */
    List<String> disturbances(Round round) {
        return pace.calm().disturbances(round, rounds);
    }

    /** Whether as many rounds count as were wanted. */
    boolean isComplete() {
        return counted().size() >= pace.pairs();
    }

    Spread spread(Peer peer, Figure figure) {
        return Spread.of(counted().stream().mapToDouble(round -> round.get(peer, figure)));
    }

    /** The first contender against another, round by round. */
    Spread ratio(Peer other, Figure figure) {
        return Spread.of(counted().stream().mapToDouble(round -> round.ratio(trial.first(), other, figure)));
    }

    /** Events lost, repeated or out of order, and refusals, in any round, counted or not. */
    List<String> faults() {
        return rounds.stream().flatMap(round -> round.faults().stream()).map(each -> trial.name() + " " + each)
                .toList();
    }

    Outcome withAllocation(double bytes) {
        return new Outcome(trial, pace, rounds, bytes);
    }
}
