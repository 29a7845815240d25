package io.roomwire.bench;

import java.util.List;

/** An experiment to be made on some contenders, Roomwire first. */
record Trial(String name, String title, Experiment experiment, List<Peer> peers) {

    Trial {
        peers = List.copyOf(peers);
    }

    static Trial of(Workload workload, Pace pace, List<Peer> asked) {
        Experiment experiment = pace.applyTo(workload.experiment());
        return new Trial(workload.name(), workload.title(), experiment, workload.contenders(asked));
    }

    /** Whom the others are compared with. */
    Peer first() {
        return peers.getFirst();
    }

    List<Peer> others() {
        return peers.subList(1, peers.size());
    }
}
