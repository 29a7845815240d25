package io.roomwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PlanTest {

    @Test
    void theSameSeedMakesTheSamePlan() {
        assertThat(Plan.of(7, 60, 3)).isEqualTo(Plan.of(7, 60, 3));
        assertThat(Plan.of(7, 60, 3).random("mia").nextLong()).isEqualTo(Plan.of(7, 60, 3).random("mia").nextLong());
    }

    @Test
    void anotherSeedMakesAnother() {
        assertThat(Plan.of(7, 60, 3).steps()).isNotEqualTo(Plan.of(8, 60, 3).steps());
        assertThat(Plan.of(7, 60, 3).random("mia").nextLong()).isNotEqualTo(Plan.of(8, 60, 3).random("mia").nextLong());
    }

    @Test
    void theSeedsOfTheGateDrawEveryKind() {
        Set<FaultKind> drawn = LongStream.of(FaultRunIT.SEEDS)
                .mapToObj(seed -> Plan.of(seed, FaultRunIT.SECONDS, FaultRun.NODES)).flatMap(plan -> plan.steps().stream())
                .map(Step::kind).collect(Collectors.toSet());
        assertThat(drawn).containsExactlyInAnyOrder(FaultKind.values());
    }

    @Test
    void faultsOfOneTrackDoNotMeet() {
        for (FaultKind.Track track : FaultKind.Track.values()) {
            int end = 0;
            for (Step step : Plan.of(7, 600, 3).steps()) {
                if (step.kind().track() == track) {
                    assertThat(step.at()).isGreaterThan(end);
                    end = step.at() + step.lasting();
                }
            }
        }
    }

    @Test
    void longRunsHaveLongFaults() {
        int longest = Plan.of(7, 600, 3).steps().stream().mapToInt(Step::lasting).max().orElseThrow();
        assertThat(longest).isBetween(10_000, 20_000);
    }

    @Test
    void tellsHowToRepeatIt() {
        assertThat(Plan.of(7, 60, 3).command("single")).isEqualTo("mvn -Pfaults verify -Droomwire.faults.seed=7"
                + " -Droomwire.faults.seconds=60 -Droomwire.faults.topology=single");
    }
}
