package io.roomwire.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Shows the node's meters to Prometheus: numbers alone, without the name of a stream, a user or an address. */
@Tag(name = "ops")
@Controller
final class PrometheusController {

    private final PrometheusMeterRegistry registry;
    private final ConnectionMeters connections;
    private final MetricsSettings settings;
    private final OpsGate gate;

    PrometheusController(PrometheusMeterRegistry registry, ConnectionMeters connections, MetricsSettings settings,
                         OpsGate gate) {
        this.registry = registry;
        this.connections = connections;
        this.settings = settings;
        this.gate = gate;
    }

    /** The meters of the node, as text; with `roomwire.metrics.read=token` to bearers of the control token alone. */
    @Get(uri = "/prometheus", produces = MediaType.TEXT_PLAIN)
    String scrape(HttpRequest<?> request) {
        if (!settings.publicRead()) {
            gate.enter(request);
        }
        connections.refresh();
        return registry.scrape();
    }

    @Error
    HttpResponse<?> refused(HttpRequest<?> request, OpsRefused refusal) {
        return gate.answer(request, refusal);
    }
}
