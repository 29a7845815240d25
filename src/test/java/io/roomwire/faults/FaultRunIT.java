package io.roomwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Under the faults that three seeds draw, no promise is broken. The three run side by side: most of a run is waiting. */
@Timeout(180)
final class FaultRunIT {

    static final long[] SEEDS = {1, 2, 3};
    static final int SECONDS = 20;

    @Test
    void keepsEveryPromise() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<FaultRun.Result>> running = Arrays.stream(SEEDS)
                    .mapToObj(seed -> threads.submit(() -> FaultRun.of(seed, SECONDS, SingleRedis::new))).toList();
            for (Future<FaultRun.Result> each : running) {
                assertKept(each.get());
            }
        }
    }

    static void assertKept(FaultRun.Result result) {
        System.out.println(result);
        assertThat(result.violations()).as(result.command()).isEmpty();
        assertThat(result.count(Entry.Received.class)).isPositive();
    }
}
