package io.roomwire.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutcomeTest {

    private static final Trial TRIAL = Trial.of(Workload.W1, pace(3), List.of(Peer.ROOMWIRE, Peer.NCHAN));

    @Test
    void leavesOutRoundsInWhichTheLoadClientWasDisturbed() {
        Outcome outcome = outcome(round(1, 5, 2.0), round(2, 50, 2.6), round(3, 7, 2.1), round(4, 6, 1.9));
        assertThat(outcome.counted()).extracting(Round::number).containsExactly(1, 3, 4);
        assertThat(outcome.spread(Peer.ROOMWIRE, Figure.NODE_CPU)).isEqualTo(new Spread(6, 5, 7));
        assertThat(outcome.isComplete()).isTrue();
    }

    @Test
    void leavesOutRoundsInWhichOthersWereBusy() {
        Round busy = new Round(2, Map.of(Peer.ROOMWIRE, sample(5, 2).with(Figure.FOREIGN_CORES, 0.5)));
        Outcome outcome = outcome(round(1, 5, 2), busy);
        assertThat(outcome.counted()).extracting(Round::number).containsExactly(1);
        assertThat(outcome.disturbances(busy)).containsExactly("roomwire: others used 0.50 cores");
        assertThat(outcome.isComplete()).isFalse();
    }

    @Test
    void comparesRoundByRound() {
        Outcome outcome = outcome(round(1, 5, 2), round(2, 20, 2), round(3, 10, 2));
        assertThat(outcome.ratio(Peer.NCHAN, Figure.NODE_CPU)).isEqualTo(new Spread(1.0, 0.5, 2.0));
    }

    @Test
    void reportsFaultsOfRoundsThatDoNotCount() {
        Sample lossy = sample(5, 9).withFaults(List.of("missing 3"));
        Outcome outcome = outcome(round(1, 5, 2), round(2, 5, 2), new Round(3, Map.of(Peer.ROOMWIRE, lossy)));
        assertThat(outcome.faults()).containsExactly("W1 round 3, roomwire: missing 3");
    }

    private static Outcome outcome(Round... rounds) {
        return new Outcome(TRIAL, pace(3), List.of(rounds), Double.NaN);
    }

    private static Round round(int number, double nodeCpu, double clientCpu) {
        return new Round(number, Map.of(Peer.ROOMWIRE, sample(nodeCpu, clientCpu), Peer.NCHAN, sample(10, 3)));
    }

    private static Sample sample(double nodeCpu, double clientCpu) {
        return new Sample(Map.of(Figure.NODE_CPU, nodeCpu, Figure.CLIENT_CPU, clientCpu, Figure.FOREIGN_CORES, 0.0),
                List.of());
    }

    private static Pace pace(int pairs) {
        return new Pace(pairs, 1, 1, 1, Calm.USUAL);
    }
}
