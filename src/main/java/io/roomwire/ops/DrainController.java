package io.roomwire.ops;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** Has the node leave, for who ends it soon: a hook that runs before SIGTERM, or a person. */
@OpsApi
@Controller
final class DrainController {

    private final OpsGate gate;
    private final Drain drain;

    DrainController(OpsGate gate, Drain drain) {
        this.gate = gate;
        this.drain = drain;
    }

    /**
     * Begins to leave: not ready from now on, no new streams, and after `roomwire.drain.grace` the end of those that
     * there are, over `roomwire.drain.spread`. Answers at once; asked again, it changes nothing. The process ends by
     * SIGTERM alone.
     */
    @ApiResponse(responseCode = "202", description = "The node leaves", useReturnTypeSchema = true)
    @Post(value = "/drain", consumes = "*/*")
    HttpResponse<State> leave(HttpRequest<?> request) {
        gate.enterToChange(request);
        var _ = drain.begin();
        return HttpResponse.accepted().body(State.DRAINING);
    }

    @Error
    HttpResponse<?> refused(HttpRequest<?> request, OpsRefused refusal) {
        return gate.answer(request, refusal);
    }
}
