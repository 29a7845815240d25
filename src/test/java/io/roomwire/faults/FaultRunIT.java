package io.roomwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under faults that three seeds draw, no promise is broken. */
@Timeout(180)
final class FaultRunIT {

    private static final int SECONDS = 20;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsEveryPromise(long seed) {
        FaultRun.Result result = FaultRun.of(seed, SECONDS, SingleRedis::new);
        System.out.println(result);
        assertThat(result.violations()).as(result.plan().command(result.topology())).isEmpty();
    }
}
