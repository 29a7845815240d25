package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.event.StreamKey;
import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisChatPacingIT {

    private static final Duration HOUR = Duration.ofHours(1);

    private final RedisConnections redis = Connected.toTestRedis();
    private final RedisChatPacing pacing = new RedisChatPacing(redis);
    private final StreamKey room = new StreamKey("room", TestRedis.freshName("t"));

    @AfterEach
    void disconnect() {
        redis.close();
    }

    @Test
    void aBurstEndsAndAnotherWaitsForTheCooldown() {
        assertThat(pacing.inBurst(room)).isFalse();
        pacing.startBurst(room, Duration.ofMillis(200), HOUR);
        assertThat(pacing.inBurst(room)).isTrue();
        await().until(() -> !pacing.inBurst(room));
        pacing.startBurst(room, HOUR, HOUR);
        assertThat(pacing.inBurst(room)).isFalse();
    }

    @Test
    void aBurstFollowsAnotherAfterTheCooldown() {
        pacing.startBurst(room, Duration.ofMillis(100), Duration.ofMillis(300));
        await().until(() -> !pacing.inBurst(room));
        await().until(() -> {
            pacing.startBurst(room, HOUR, HOUR);
            return pacing.inBurst(room);
        });
    }

    @Test
    void aDecisionIsToldOnce() {
        assertThat(pacing.admitNarration(room, "at:1", Duration.ZERO)).isTrue();
        assertThat(pacing.admitNarration(room, "at:1", Duration.ZERO)).isFalse();
        assertThat(pacing.admitNarration(room, "at:2", Duration.ZERO)).isTrue();
    }

    @Test
    void decisionsThatNothingTellsApartAreOnlyKeptApartByTheGap() {
        assertThat(pacing.admitNarration(room, "", Duration.ZERO)).isTrue();
        assertThat(pacing.admitNarration(room, "", Duration.ZERO)).isTrue();
        assertThat(pacing.admitNarration(room, "", HOUR)).isFalse();
    }

    @Test
    void aDecisionRefusedForTheGapMayBeToldLater() {
        assertThat(pacing.admitNarration(room, "at:1", HOUR)).isTrue();
        assertThat(pacing.admitNarration(room, "at:2", HOUR)).isFalse();
        assertThat(pacing.admitNarration(room, "at:2", Duration.ZERO)).isTrue();
    }
}
