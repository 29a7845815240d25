package io.roomwire;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.HttpServerConfiguration.CorsConfiguration;
import io.micronaut.http.server.cors.CorsOriginConfiguration;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Lets pages of the configured origins in, and no others; does nothing when there are none. */
@Singleton
final class CrossOrigin implements BeanCreatedEventListener<CorsConfiguration> {

    private final ServerLimits limits;

    CrossOrigin(ServerLimits limits) {
        this.limits = limits;
    }

    @Override
    public CorsConfiguration onCreated(BeanCreatedEvent<CorsConfiguration> event) {
        CorsConfiguration cors = event.getBean();
        cors.setEnabled(!limits.origins().isEmpty());
        cors.setConfigurations(Map.of("configured", configured()));
        return cors;
    }

    private CorsOriginConfiguration configured() {
        CorsOriginConfiguration origins = new CorsOriginConfiguration();
        origins.setAllowedOrigins(limits.origins());
        origins.setExposedHeaders(List.of("Retry-After"));
        return origins;
    }
}
