package io.roomwire.faults;

import java.util.Map;
import java.util.function.Supplier;

/** The forms of Redis that a run can have, by name. */
final class Topologies {

    private static final Map<String, Supplier<Topology>> ALL = Map.of("single", SingleRedis::new,
            "sentinel", SentinelRedis::new, "cluster", ClusterRedis::new);

    private Topologies() {
    }

    static Supplier<Topology> named(String name) {
        Supplier<Topology> topology = ALL.get(name);
        if (topology == null) {
            throw new IllegalArgumentException(name + " is none of " + ALL.keySet());
        }
        return topology;
    }
}
