package io.roomwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PlanTest {

    private static Plan plan(long seed, int seconds, int nodes) {
        return Plan.of(seed, seconds, nodes, kind -> kind != FaultKind.SLOT_MOVE);
    }

    @Test
    void theSameSeedMakesTheSamePlan() {
        assertThat(plan(7, 60, 3)).isEqualTo(plan(7, 60, 3));
        assertThat(plan(7, 60, 3).random("mia").nextLong()).isEqualTo(plan(7, 60, 3).random("mia").nextLong());
    }

    @Test
    void anotherSeedMakesAnother() {
        assertThat(plan(7, 60, 3).steps()).isNotEqualTo(plan(8, 60, 3).steps());
        assertThat(plan(7, 60, 3).random("mia").nextLong()).isNotEqualTo(plan(8, 60, 3).random("mia").nextLong());
    }

    @Test
    void theSeedsOfTheGateDrawEveryKind() {
        Set<FaultKind> drawn = LongStream.of(FaultRunIT.SEEDS)
                .mapToObj(seed -> plan(seed, FaultRunIT.SECONDS, FaultRun.NODES)).flatMap(plan -> plan.steps().stream())
                .map(Step::kind).collect(Collectors.toSet());
        assertThat(drawn).containsAll(EnumSet.complementOf(EnumSet.of(FaultKind.SLOT_MOVE)));
    }

    @Test
    void faultsOfOneTrackDoNotMeet() {
        for (FaultKind.Track track : FaultKind.Track.values()) {
            int end = 0;
            for (Step step : plan(7, 600, 3).steps()) {
                if (step.kind().track() == track) {
                    assertThat(step.at()).isGreaterThan(end);
                    end = step.at() + step.lasting();
                }
            }
        }
    }

    @Test
    void longRunsHaveLongFaults() {
        int longest = plan(7, 600, 3).steps().stream().mapToInt(Step::lasting).max().orElseThrow();
        assertThat(longest).isBetween(10_000, 20_000);
    }

    @Test
    void tellsHowToRepeatIt() {
        assertThat(plan(7, 60, 3).command("single")).isEqualTo("mvn -Pfaults verify -Dit.test=FaultSoakIT"
                + " -Droomwire.faults.seed=7 -Droomwire.faults.seconds=60 -Droomwire.faults.topology=single");
    }
}
