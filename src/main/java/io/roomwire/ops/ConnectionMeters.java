package io.roomwire.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.roomwire.hub.Stats;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;

/** Shows {@code roomwire_connections} by system. A sum over nothing is not 0: all are there at once. */
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
        Map<String, Long> open = new TreeMap<>(stats.connections());
        Systems.kinds().forEach(kind -> open.putIfAbsent(kind, 0L));
        gauge.register(open.entrySet().stream()
                .map(system -> Row.of(Tags.of("system", system.getKey()), system.getValue())).toList(), true);
    }
}
