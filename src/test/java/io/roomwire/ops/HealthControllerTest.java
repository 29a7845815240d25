package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.roomwire.hub.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class HealthControllerTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicReference<String> reason = new AtomicReference<>("");
    private final Drain drain = new Drain(new DrainSettings(Duration.ZERO, Duration.ZERO), List.of());
    private final HealthController health = new HealthController(new Fixed(reason), drain, now::get);

    @Test
    void saysHowLongItHasBeenUp() {
        now.set(Instant.EPOCH.plusMillis(12_900));
        assertThat(health.health()).isEqualTo(new Health(true, "roomwire", 12));
    }

    @Test
    void isAliveEvenWhenNotReady() {
        reason.set("starting");
        assertThat(health.live()).isEqualTo(State.OK);
    }

    @Test
    void isReadyWhenTheHubIs() {
        assertThat(health.ready().body()).isEqualTo(State.OK);
    }

    @Test
    void answers503WithTheReasonWhenNotReady() {
        reason.set("no live delivery was proven yet");
        HttpResponse<State> answer = health.ready();
        assertThat(answer.code()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE.getCode());
        assertThat(answer.body()).isEqualTo(new State("not_ready", "no live delivery was proven yet"));
    }

    @Test
    void isNotReadyFromTheMomentItLeaves() {
        drain.begin();
        assertThat(health.ready().code()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE.getCode());
        assertThat(health.ready().body()).isEqualTo(new State("not_ready", "draining"));
        assertThat(health.live()).isEqualTo(State.OK);
    }

    private record Fixed(AtomicReference<String> said) implements Readiness {

        @Override
        public boolean ready() {
            return said.get().isEmpty();
        }

        @Override
        public String reason() {
            return said.get();
        }
    }
}
