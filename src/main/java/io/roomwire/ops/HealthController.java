package io.roomwire.ops;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.roomwire.hub.Readiness;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells balancers and people how this node is. Never waits for Redis. */
@Tag(name = "ops")
@Controller
final class HealthController {

    private final Readiness readiness;
    private final Drain drain;
    private final InstantSource clock;
    private final Instant start;

    HealthController(Readiness readiness, Drain drain, InstantSource clock) {
        this.readiness = readiness;
        this.drain = drain;
        this.clock = clock;
        start = clock.instant();
    }

    /** For people: how long the node has been up. */
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
    @ApiResponse(responseCode = "200", description = "Live delivery is proven", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "503", description = "It is not; `reason` says why", useReturnTypeSchema = true)
    @Get("/readyz")
    HttpResponse<State> ready() {
        String reason = drain.isBegun() ? Drain.REASON : readiness.reason();
        return reason.isEmpty() ? HttpResponse.ok(State.OK)
                : HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE).body(State.notReady(reason));
    }
}
