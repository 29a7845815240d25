package io.roomwire.bench;

import java.util.List;

/**
 * One load, held.
 *
 * @param perNode whether the load's viewers are those of one node, so that more nodes have more
 */
record Steady(Load load, boolean perNode) implements Experiment {

    private static final List<Figure> FIGURES = List.of(Figure.NODE_CPU, Figure.REDIS_CPU, Figure.P50, Figure.P99,
            Figure.MAX, Figure.RESIDENT, Figure.EVENTS_PER_READ, Figure.DELIVERIES);

    static Steady of(Load load) {
        return new Steady(load, false);
    }

    static Steady perNode(Load load) {
        return new Steady(load, true);
    }

    @Override
    public List<Figure> figures() {
        return FIGURES;
    }

    @Override
    public Sample run(SseLoad client, Contender contender) {
        return Sample.of(client.run(contender, loadOn(contender.peer())), FIGURES);
    }

    @Override
    public Steady lasting(double warmup, double seconds) {
        return new Steady(load.lasting(warmup, seconds), perNode);
    }

    private Load loadOn(Peer peer) {
        return perNode ? load.withViewers(load.viewers() * peer.nodes()) : load;
    }
}
