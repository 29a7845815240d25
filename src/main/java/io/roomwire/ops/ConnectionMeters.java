package io.roomwire.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.roomwire.hub.Stats;
import jakarta.inject.Singleton;

/** Shows {@code roomwire_connections} by system. Systems turn up as they get their first connection. */
@Singleton
final class ConnectionMeters {

    private final Stats stats;
    private final MultiGauge gauge;

    ConnectionMeters(Stats stats, MeterRegistry registry) {
        this.stats = stats;
        gauge = MultiGauge.builder("roomwire.connections").description("streams open now").register(registry);
    }

    /** Brings the gauge up to date; to be called before each reading. */
    void refresh() {
        gauge.register(stats.connections().entrySet().stream()
                .map(open -> Row.of(Tags.of("system", open.getKey()), open.getValue())).toList(), true);
    }
}
