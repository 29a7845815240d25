package io.roomwire.bench;

import java.util.EnumMap;
import java.util.Map;

/**
 * The contenders of a trial. Those whose experiment allows it stay, warm, from round to round, so that what is measured
 * is a server that has been running; idle ones cost nothing.
 */
final class Stage implements AutoCloseable {

    private static final int PASSES = 10;

    private final Workshop workshop;
    private final SseLoad client;
    private final Pace pace;
    private final Map<Peer, Contender> running = new EnumMap<>(Peer.class);

    Stage(Workshop workshop, SseLoad client, Pace pace) {
        this.workshop = workshop;
        this.client = client;
        this.pace = pace;
    }

    /** One sample. */
    Sample sample(Experiment experiment, Peer peer) {
        if (!experiment.fresh()) {
            return experiment.run(client, running.computeIfAbsent(peer, _ -> warm(experiment, peer)));
        }
        try (Contender contender = warm(experiment, peer)) {
            return experiment.run(client, contender);
        }
    }

    @Override
    public void close() {
        running.values().forEach(Contender::close);
    }

    /** A server that stays is loaded anew several times, since a JVM compiles what connects and leaves only then. */
    private Contender warm(Experiment experiment, Peer peer) {
        Contender contender = peer.start(workshop);
        for (int i = 0; i < (experiment.fresh() ? 1 : PASSES); i++) {
            client.run(contender, pace.warming(experiment));
        }
        return contender;
    }
}
