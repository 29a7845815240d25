package io.roomwire.faults;

import io.roomwire.testkit.Nginx;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.TcpProxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Redis, the nodes as processes, nginx before them, and a proxy on every way between: all that faults can hit. */
final class Stage implements AutoCloseable {

    private final Topology redis;
    private final List<Seat> seats = new ArrayList<>();
    private final Nginx balancer;
    private final TcpProxy edge;

    /**
     * A node and the way to it.
     *
     * @param upstream what the balancer takes for the node
     */
    record Seat(NodeProcess node, TcpProxy upstream) {
    }

    /** Starts all and returns when the nodes are ready. */
    Stage(Topology redis, int nodes, Map<String, String> environment) {
        this.redis = redis;
        IntStream.range(0, nodes).forEach(_ -> seats.add(seat(redis.attach(), environment)));
        balancer = Nginx.before(seats.stream().mapToInt(seat -> seat.upstream().port()).toArray());
        edge = TcpProxy.to(balancer.address().getPort());
        seats.forEach(seat -> seat.node().serving());
    }

    private static Seat seat(Map<String, String> redis, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(redis);
        NodeProcess node = NodeProcess.launch(all);
        return new Seat(node, TcpProxy.to(node.port()));
    }

    Topology redis() {
        return redis;
    }

    List<Seat> seats() {
        return seats;
    }

    Nginx balancer() {
        return balancer;
    }

    /** What clients take for the balancer. */
    TcpProxy edge() {
        return edge;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + edge.port());
    }

    /** All proxies pass everything, Redis serves and every node is ready. */
    void heal() {
        edge.heal();
        seats.forEach(seat -> seat.upstream().heal());
        redis.heal();
        seats.forEach(seat -> seat.node().serving());
    }

    @Override
    public void close() {
        edge.close();
        balancer.close();
        seats.forEach(seat -> {
            seat.upstream().close();
            seat.node().close();
        });
        redis.close();
    }
}
