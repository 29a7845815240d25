package io.roomwire.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.BeanProvider;
import io.roomwire.ops.NodeSelf.Condition;
import jakarta.inject.Singleton;

/** Shows the node's state as meters. */
@Singleton
final class NodeMeters implements MeterBinder {

    /** Some of what a node is made of wants the registry of meters first. */
    private final BeanProvider<NodeSelf> self;

    NodeMeters(BeanProvider<NodeSelf> self) {
        this.self = self;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("roomwire.ready", self, node -> is(node.get(), Condition.READY))
                .description("1 while new viewers may come, else 0").register(registry);
        Gauge.builder("roomwire.draining", self, node -> is(node.get(), Condition.DRAINING))
                .description("1 once the node leaves, else 0").register(registry);
    }

    private static double is(NodeSelf node, Condition wanted) {
        return node.condition() == wanted ? 1 : 0;
    }
}
