package io.roomwire.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MeasuredTest {

    @Test
    void readsNumbersByTheirNames() {
        Measured measured = Measured.parse("{\"name\":\"x\",\"lat_p99_us\":1500,\"server_cpu_s\":[1.0],"
                + "\"cpu_us_per_event\":4.250}");
        assertThat(Figure.P99.of(measured)).isEqualTo(1.5);
        assertThat(Figure.NODE_CPU.of(measured)).isEqualTo(4.25);
        assertThat(measured.get("absent")).isZero();
    }

    @Test
    void blamesLossesMistakesAndRefusals() {
        Measured measured = Measured.parse("{\"missing\":2,\"duplicates\":1,\"pub_failed\":3,\"out_of_order\":0}");
        assertThat(measured.faults()).containsExactly("missing 2", "duplicates 1", "pub_failed 3");
        assertThat(measured.mistakes()).containsExactly("duplicates 1");
    }

    @Test
    void knowsWhatOthersUsed() {
        Measured measured = Measured.parse("{\"system_busy_s\":9,\"server_cpu_total_s\":3,\"aux_cpu_s\":1,"
                + "\"client_cpu_s\":1,\"window_s\":8}");
        assertThat(measured.foreignCores()).isEqualTo(0.5);
    }
}
