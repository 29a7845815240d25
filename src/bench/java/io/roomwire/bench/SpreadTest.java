package io.roomwire.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class SpreadTest {

    @Test
    void tellsMedianAndRange() {
        assertThat(Spread.of(DoubleStream.of(5, 1, 3))).isEqualTo(new Spread(3, 1, 5));
        assertThat(Spread.of(DoubleStream.of(4, 2))).isEqualTo(new Spread(3, 2, 4));
    }

    @Test
    void leavesOutWhatIsNoNumber() {
        assertThat(Spread.of(DoubleStream.of(Double.NaN, 2, 1 / 0.0))).isEqualTo(new Spread(2, 2, 2));
    }

    @Test
    void isUnknownWithoutValues() {
        assertThat(Spread.of(DoubleStream.empty()).isKnown()).isFalse();
        assertThat(Spread.of(DoubleStream.empty())).hasToString("-");
    }
}
