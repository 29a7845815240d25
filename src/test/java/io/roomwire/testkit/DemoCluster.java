package io.roomwire.testkit;

import java.util.Map;

/** Two nodes of a demo run as processes, on a Redis of their own, behind nginx: for tests that break things. */
public final class DemoCluster implements AutoCloseable {

    private static final Map<String, String> DEMO = Map.of("ROOMWIRE_RUN", "demo", "ROOMWIRE_CONTROL_TOKEN", "",
            "ROOMWIRE_JWT_SECRET", Jwt.SECRET);

    private final RedisProcess redis = RedisProcess.start();
    private final NodeProcess first = NodeProcess.start(redis.uri(), DEMO);
    private final NodeProcess second = NodeProcess.start(redis.uri(), DEMO);
    private final Nginx balancer = Nginx.before(first.port(), second.port());

    /** A page behind the balancer. */
    public String page(String path) {
        return balancer.address().resolve(path).toString();
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
