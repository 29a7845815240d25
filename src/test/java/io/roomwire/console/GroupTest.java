package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.console.Group.Mode;
import io.roomwire.console.Group.Side;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GroupTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Group ACTIVE = new Group("g", "mia", "a", "b", Mode.ACTIVE, Set.of(), NOW, NOW);

    @Test
    void isDegradedWhileASideIsAway() {
        Group degraded = ACTIVE.with(Side.B, true, NOW);
        assertThat(degraded.mode()).isEqualTo(Mode.DEGRADED);
        assertThat(degraded.offlineSide()).contains("B");
        assertThat(degraded.with(Side.A, true, NOW).offlineSide()).contains("BOTH");
        assertThat(degraded.with(Side.B, false, NOW)).isEqualTo(ACTIVE);
        assertThat(degraded.with(Side.A, true, NOW).with(Side.B, false, NOW).offlineSide()).contains("A");
    }

    @Test
    void isTheSameWhereNothingChanges() {
        assertThat(ACTIVE.with(Side.A, false, NOW.plusSeconds(1))).isSameAs(ACTIVE);
        Group inactive = ACTIVE.with(Mode.INACTIVE, NOW);
        assertThat(inactive.with(Side.A, true, NOW)).isSameAs(inactive);
    }

    @Test
    void isReadAsItWasStored() {
        Group degraded = ACTIVE.with(Side.B, true, NOW.plusSeconds(5));
        assertThat(Group.parse(degraded.stored())).isEqualTo(degraded);
    }

    @Test
    void knowsWhichFramesComeToASide() {
        assertThat(new Seat(ACTIVE, Side.A).receives()).isEqualTo(RelayDirection.B_TO_A);
        assertThat(new Seat(ACTIVE, Side.B).receives()).isEqualTo(RelayDirection.A_TO_B);
        assertThat(new Seat(ACTIVE, Side.A).counterpart()).isEqualTo("b");
        assertThat(ACTIVE.side("c")).isEmpty();
    }
}
