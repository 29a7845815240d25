package io.roomwire.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Shows the node's meters to Prometheus. */
@Tag(name = "ops")
@Controller
final class PrometheusController {

    private final PrometheusMeterRegistry registry;
    private final ConnectionMeters connections;

    PrometheusController(PrometheusMeterRegistry registry, ConnectionMeters connections) {
        this.registry = registry;
        this.connections = connections;
    }

    /** The meters of the node, as text. */
    @Get(uri = "/prometheus", produces = MediaType.TEXT_PLAIN)
    String scrape() {
        connections.refresh();
        return registry.scrape();
    }
}
