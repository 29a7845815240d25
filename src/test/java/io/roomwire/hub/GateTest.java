package io.roomwire.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class GateTest {

    private final Gate gate = new Gate();

    @Test
    void opensForAllWhoWaitAndForAllWhoCome() {
        CompletableFuture<Void> early = gate.pass();
        assertThat(early).isNotDone();
        gate.open();
        assertThat(early).isCompleted();
        assertThat(gate.pass()).isCompleted();
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void keepsNobodyWhoHasGivenUp() {
        gate.pass().cancel(false);
        assertThat(gate.waiting()).isZero();
    }
}
