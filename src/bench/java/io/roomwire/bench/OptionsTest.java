package io.roomwire.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class OptionsTest {

    @Test
    void readsWordsOfOneArgument() {
        Options options = parse("--workloads W1,w3 --paired nchan,floor --pairs 7 --java -Xmx1g,-XX:+UseSerialGC");
        assertThat(options.workloads()).containsExactly(Workload.W1, Workload.W3);
        assertThat(options.contenders()).containsExactly(Peer.ROOMWIRE, Peer.NCHAN, Peer.FLOOR);
        assertThat(options.pace().pairs()).isEqualTo(7);
        assertThat(options.workshop().flags()).containsExactly("-Xmx1g", "-XX:+UseSerialGC");
    }

    @Test
    void measuresEveryWorkloadWhenNothingIsNamed() {
        assertThat(parse("").workloads()).containsExactly(Workload.values());
        assertThat(parse("--selftest").workloads()).isEmpty();
        assertThat(parse("--growth --pairs 3").axes()).containsExactly(Axis.values());
        assertThat(parse("--growth rate,nodes").axes()).containsExactly(Axis.RATE, Axis.NODES);
    }

    @Test
    void namesWhatThereIs() {
        assertThatThrownBy(() -> parse("--workloads W9")).hasMessageContaining("W9").hasMessageContaining("SCALE");
        assertThatThrownBy(() -> parse("--paired x")).hasMessageContaining("nchan-memory");
        assertThatThrownBy(() -> parse("--sideways 1")).hasMessageContaining("--workloads");
        assertThatThrownBy(() -> parse("--pairs")).hasMessageContaining("missing");
    }

    private static Options parse(String words) {
        return Options.parse(Path.of("."), words);
    }
}
