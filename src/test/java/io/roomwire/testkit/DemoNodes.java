package io.roomwire.testkit;

import java.net.URI;

/**
 * Two nodes of a demo run in this JVM, on one Redis, behind nginx: what a newcomer has, twice. Started by the first test
 * that asks, and ended with the JVM; tests only watch it, or change what is their own.
 */
public final class DemoNodes {

    private static final RedisProcess REDIS = RedisProcess.start();
    private static final Node FIRST = Node.demo(REDIS.uri());
    private static final Node SECOND = Node.demo(REDIS.uri());
    private static final Nginx BALANCER = Nginx.before(FIRST.address().getPort(), SECOND.address().getPort());

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(DemoNodes::end, "demo-nodes-end"));
    }

    private DemoNodes() {
    }

    /** A page behind the balancer. */
    public static String page(String path) {
        return BALANCER.address().resolve(path).toString();
    }

    public static URI balancer() {
        return BALANCER.address();
    }

    public static URI first() {
        return FIRST.address();
    }

    public static URI second() {
        return SECOND.address();
    }

    private static void end() {
        BALANCER.close();
        SECOND.close();
        FIRST.close();
        REDIS.close();
    }
}
