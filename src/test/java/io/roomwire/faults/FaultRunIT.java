package io.roomwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Under the faults that three seeds draw, one after the other, no promise is broken. */
@Timeout(300)
final class FaultRunIT {

    static final long[] SEEDS = {1, 2, 3};
    static final int SECONDS = 20;

    @Test
    void keepsEveryPromise() {
        try (Stage stage = FaultRun.stage(SingleRedis::new)) {
            for (long seed : SEEDS) {
                assertKept(FaultRun.on(stage, seed, SECONDS));
            }
        }
    }

    static void assertKept(FaultRun.Result result) {
        System.out.println(result);
        assertThat(result.violations()).as(result.command()).isEmpty();
        assertThat(result.count(Entry.Received.class)).isPositive();
    }
}
