package io.roomwire.faults;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One run of any seed, length and topology, as the properties {@code roomwire.faults.*} say. */
@Tag("faults")
final class FaultSoakIT {

    @Test
    void keepsEveryPromise() {
        FaultRunIT.assertKept(FaultRun.of(Long.getLong("roomwire.faults.seed", System.nanoTime()),
                Integer.getInteger("roomwire.faults.seconds", 60),
                Topologies.named(System.getProperty("roomwire.faults.topology", "single"))));
    }
}
