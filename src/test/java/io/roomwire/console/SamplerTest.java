package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SamplerTest {

    private final Sampler sampler = new Sampler(200);
    private long now = 1_000_000;

    @Test
    void keepsAllUpToTheThreshold() {
        assertThat(offer(200, 5)).isEqualTo(1000);
        assertThat(sampler.step()).isEqualTo(1);
        assertThat(sampler.rate()).isEqualTo(200);
    }

    @Test
    void keepsOneInSoManyAboveIt() {
        offer(512, 2);
        assertThat(sampler.step()).isEqualTo(3);
        assertThat(offer(512, 3)).isBetween(511, 513);
        assertThat(sampler.rate()).isBetween(511.0, 513.0);
    }

    @Test
    void spacesWhatItKeepsEvenly() {
        offer(600, 3);
        assertThat(sampler.step()).isEqualTo(3);
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            kept.append(sampler.admit(now) ? '+' : '-');
        }
        assertThat(kept.toString()).matches("(\\+--|-\\+-|--\\+){4}");
    }

    @Test
    void noticesWithoutAFrameThatTrafficHasStopped() {
        offer(1000, 2);
        assertThat(sampler.step()).isEqualTo(5);
        now += 2500;
        sampler.review(now);
        assertThat(sampler.step()).isEqualTo(1);
        assertThat(sampler.isIdle()).isTrue();
    }

    @Test
    void doesNotFlapAtARateBetweenTwoSteps() {
        offer(401, 3);
        assertThat(sampler.step()).isEqualTo(3);
        offer(399, 4);
        sampler.review(now);
        assertThat(sampler.step()).isEqualTo(3);
        offer(350, 4);
        sampler.review(now);
        assertThat(sampler.step()).isEqualTo(2);
    }

    @Test
    void countsNothingTwiceAfterALongSilence() {
        offer(100, 1);
        now += 3_600_000;
        sampler.review(now);
        assertThat(sampler.rate()).isZero();
        assertThat(sampler.admit(now)).isTrue();
        assertThat(sampler.rate()).isEqualTo(0.5);
    }

    /** How many of them were kept. */
    private int offer(int perSecond, int seconds) {
        int kept = 0;
        for (int i = 0; i < perSecond * seconds; i++) {
            kept += sampler.admit(now + i * 1000L / perSecond) ? 1 : 0;
        }
        now += seconds * 1000L;
        return kept;
    }
}
