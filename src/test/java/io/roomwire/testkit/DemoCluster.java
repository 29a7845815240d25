package io.roomwire.testkit;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Two nodes of a demo run as processes, on a Redis of their own, behind nginx: for tests that break things. */
public final class DemoCluster implements AutoCloseable {

    private static final Map<String, String> DEMO = Map.of("ROOMWIRE_RUN", "demo", "ROOMWIRE_CONTROL_TOKEN", "",
            "ROOMWIRE_JWT_SECRET", Jwt.SECRET);

    private final RedisProcess redis = RedisProcess.start();
    private final NodeProcess first;
    private final NodeProcess second;
    private final Nginx balancer;

    private DemoCluster(Map<String, String> further) {
        Map<String, String> all = new HashMap<>(DEMO);
        all.put("REDIS_URI", redis.uri());
        all.putAll(further);
        first = NodeProcess.launch(all);
        second = NodeProcess.launch(all);
        balancer = Nginx.before(first.port(), second.port());
        first.serving();
        second.serving();
    }

    /** Both nodes start at the same time, with further environment; returns when they are ready. */
    public static DemoCluster start(Map<String, String> further) {
        return new DemoCluster(further);
    }

    public URI balancer() {
        return balancer.address();
    }

    public RedisProcess redis() {
        return redis;
    }

    public NodeProcess first() {
        return first;
    }

    public NodeProcess second() {
        return second;
    }

    @Override
    public void close() {
        balancer.close();
        second.close();
        first.close();
        redis.close();
    }
}
