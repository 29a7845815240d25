package io.roomwire.ops;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.roomwire.hub.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells balancers and people how this node is. Never waits for Redis. */
@Controller
final class HealthController {

    private final Readiness readiness;
    private final InstantSource clock;
    private final Instant start;

    HealthController(Readiness readiness, InstantSource clock) {
        this.readiness = readiness;
        this.clock = clock;
        start = clock.instant();
    }

    @Get("/health")
    Health health() {
        return new Health(true, "roomwire", Duration.between(start, clock.instant()).toSeconds());
    }

    /** Liveness: answering is the proof. */
    @Get("/healthz")
    State live() {
        return State.OK;
    }

    /** Readiness: 503 means that new connections should go elsewhere. */
    @Get("/readyz")
    HttpResponse<State> ready() {
        return readiness.ready() ? HttpResponse.ok(State.OK)
                : HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE).body(State.notReady(readiness.reason()));
    }
}
