package io.roomwire.testkit;

import java.net.URI;
import java.util.Map;

/** Two nodes of a demo run on one Redis, behind nginx: what a newcomer has, twice. */
public final class DemoCluster implements AutoCloseable {

    private static final Map<String, String> DEMO = Map.of("ROOMWIRE_RUN", "demo", "ROOMWIRE_CONTROL_TOKEN", "",
            "ROOMWIRE_JWT_SECRET", Jwt.SECRET);

    private final RedisProcess redis = RedisProcess.start();
    private final NodeProcess first = NodeProcess.start(redis.uri(), DEMO);
    private final NodeProcess second = NodeProcess.start(redis.uri(), DEMO);
    private final Nginx balancer = Nginx.before(first.port(), second.port());

    private DemoCluster() {
    }

    /** For tests that break things. */
    public static DemoCluster start() {
        return new DemoCluster();
    }

    /** For tests that only watch: started by the first of them, and ended with the JVM. */
    public static DemoCluster shared() {
        return Shared.CLUSTER;
    }

    /** A page behind the balancer. */
    public String page(String path) {
        return balancer.address().resolve(path).toString();
    }

    public URI address() {
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

    private static final class Shared {

        static final DemoCluster CLUSTER = start();

        private static DemoCluster start() {
            DemoCluster cluster = DemoCluster.start();
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "demo-cluster-end"));
            return cluster;
        }
    }
}
