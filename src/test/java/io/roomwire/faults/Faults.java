package io.roomwire.faults;

import io.roomwire.faults.FaultKind.Track;
import io.roomwire.faults.Stage.Seat;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Does to a stage what a plan says, each track on a thread of its own. */
final class Faults {

    private static final Duration REDIS_LATENCY = Duration.ofMillis(60);
    private static final Duration EDGE_LATENCY = Duration.ofMillis(150);
    private static final int SHORTEST_FREEZE_MILLIS = 1000;

    private final Stage stage;
    private final Truth truth;
    private final Trace trace;
    private final List<Viewer> viewers;

    Faults(Stage stage, Truth truth, Trace trace, List<Viewer> viewers) {
        this.stage = stage;
        this.truth = truth;
        this.trace = trace;
        this.viewers = viewers;
    }

    /** Does the steps of one track, each at its time or as soon as the one before it is over. */
    void run(Plan plan, Track track) {
        long start = trace.millis();
        for (Step step : plan.steps()) {
            if (step.kind().track() == track) {
                Pause.of(start + step.at() - trace.millis()).pass();
                trace.add(new Entry.Fault(step.toString(), false));
                apply(step);
                trace.add(new Entry.Fault(step.kind().name(), true));
            }
        }
    }

    private void apply(Step step) {
        switch (step.kind()) {
            case REDIS_KILL, REDIS_STOP, REDIS_PAUSE, REDIS_EMPTY, REDIS_RESTART_EMPTY, REDIS_FAIL_OVER,
                 REDIS_FAIL_OVER_CLOCK_AHEAD, REDIS_FAIL_OVER_CLOCK_BEHIND, CLOCK_FORWARD, CLOCK_BACK, DISK_FULL,
                 SLOT_MOVE -> stage.redis().harm(step, truth);
            case REDIS_FILL, SCRIPT_FLUSH, FULL_BACKLOG, KILL_COMMANDS, KILL_LIVE -> command(step);
            case PARTITION_REQUESTS, PARTITION_ANSWERS, PARTITION_DELIVERIES, BLACK_HOLE, LATENCY, LINK_CUT,
                 LINK_HALVE, LINK_CORRUPT -> stage.redis().cut(step, truth, ways -> link(step, ways));
            case UPSTREAM_CUT, UPSTREAM_HALVE, UPSTREAM_CORRUPT, UPSTREAM_BLACK_HOLE ->
                link(step, List.of(seat(step).upstream()));
            case EDGE_CUT, EDGE_HALVE, EDGE_CORRUPT, EDGE_BLACK_HOLE, EDGE_LATENCY ->
                link(step, List.of(stage.edge()));
            case NODE_KILL, NODE_TERMINATE, NODE_FREEZE, ROLLING_RESTART -> node(step);
            case BALANCER_RELOAD -> stage.balancer().reload();
            case BALANCER_KILL -> stage.balancer().restart();
            case VIEWERS_SLOW -> viewers(step, Viewer.Pace.SLOW);
            case VIEWERS_STUCK -> viewers(step, Viewer.Pace.STUCK);
        }
    }

    private Seat seat(Step step) {
        return stage.seats().get(step.node());
    }

    private void command(Step step) {
        switch (step.kind()) {
            case REDIS_FILL -> {
                redis("CONFIG", "SET", "maxmemory", "1");
                Pause.of(step.lasting()).pass();
                redis("CONFIG", "SET", "maxmemory", "0");
            }
            case FULL_BACKLOG -> {
                redis("CONFIG", "SET", "client-output-buffer-limit", "pubsub 1 0 0");
                Pause.of(step.lasting()).pass();
                redis("CONFIG", "SET", "client-output-buffer-limit", "pubsub 32mb 8mb 60");
            }
            case KILL_COMMANDS -> redis("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
            case KILL_LIVE -> redis("CLIENT", "KILL", "TYPE", "pubsub");
            default -> redis("SCRIPT", "FLUSH");
        }
    }

    private void redis(String... command) {
        stage.redis().servers().forEach(server -> server.call(command));
    }

    private static void link(Step step, List<TcpProxy> all) {
        Optional<Consumer<TcpProxy>> lasting = switch (step.kind()) {
            case PARTITION_REQUESTS -> Optional.of(TcpProxy::holdRequests);
            case PARTITION_ANSWERS -> Optional.of(TcpProxy::holdAnswers);
            case PARTITION_DELIVERIES -> Optional.of(TcpProxy::holdDeliveries);
            case BLACK_HOLE, UPSTREAM_BLACK_HOLE, EDGE_BLACK_HOLE -> Optional.of(TcpProxy::holdAll);
            case LATENCY -> Optional.of(link -> link.delay(REDIS_LATENCY));
            case EDGE_LATENCY -> Optional.of(link -> link.delay(EDGE_LATENCY));
            case LINK_CUT, UPSTREAM_CUT, EDGE_CUT -> Optional.of(TcpProxy::refuse);
            default -> Optional.empty();
        };
        if (lasting.isPresent()) {
            all.forEach(lasting.get());
            Pause.of(step.lasting()).pass();
            if (step.kind() == FaultKind.PARTITION_ANSWERS) {
                // What was held back is lost with its connection: done, and never answered.
                all.forEach(TcpProxy::cut);
            }
            all.forEach(TcpProxy::heal);
        } else if (step.kind().name().endsWith("HALVE")) {
            all.forEach(TcpProxy::halve);
        } else {
            all.forEach(TcpProxy::corrupt);
        }
    }

    private void node(Step step) {
        NodeProcess node = seat(step).node();
        switch (step.kind()) {
            case NODE_FREEZE -> {
                node.freeze();
                Pause.of(Math.max(SHORTEST_FREEZE_MILLIS, step.lasting())).pass();
                node.thaw();
            }
            case NODE_KILL -> {
                node.kill();
                node.relaunch();
            }
            case NODE_TERMINATE -> replace(node);
            default -> stage.seats().forEach(seat -> {
                replace(seat.node());
                seat.node().serving();
            });
        }
    }

    /** One that is still starting has not heard yet that a signal is to be taken in order. */
    private void replace(NodeProcess node) {
        boolean ready = node.isReady();
        node.terminate();
        int status = node.exitStatus();
        if (ready && status != 0) {
            trace.add(new Entry.Odd("a node that was told to end", "ended with " + status));
        }
        node.relaunch();
    }

    private void viewers(Step step, Viewer.Pace pace) {
        viewers.forEach(viewer -> viewer.pace(pace));
        Pause.of(step.lasting()).pass();
        viewers.forEach(viewer -> viewer.pace(Viewer.Pace.FULL));
    }
}
