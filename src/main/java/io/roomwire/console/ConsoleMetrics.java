package io.roomwire.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts what agents send. Safe for any thread. */
@Singleton
final class ConsoleMetrics {

    private final Counter malformed;
    private final Counter refused;
    private final Counter replaced;
    private final Counter broken;

    ConsoleMetrics(MeterRegistry registry) {
        malformed = counter(registry, "malformed", "messages of agents that made no sense");
        refused = counter(registry, "refused", "messages of agents that were too long or too many");
        replaced = counter(registry, "replaced", "sockets of agents that a newer one has replaced");
        broken = counter(registry, "broken", "sockets of agents that were closed for what no WebSocket may carry");
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("roomwire.console." + name).description(description).register(registry);
    }

    void malformed() {
        malformed.increment();
    }

    void refused(int messages) {
        refused.increment(messages);
    }

    void replaced() {
        replaced.increment();
    }

    void broken() {
        broken.increment();
    }
}
