package io.roomwire.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * When a round counts. A machine that others use slows all down and yields figures of nothing.
 *
 * @param client by which share the load client's CPU per delivery may differ from its median over all rounds
 * @param cores what others may use of the machine
 */
record Calm(double client, double cores) {

    static final Calm USUAL = new Calm(0.25, 0.25);

    /** Why the round does not count; empty when it does. */
    List<String> disturbances(Round round, List<Round> all) {
        List<String> found = new ArrayList<>();
        for (Peer peer : round.samples().keySet()) {
            double usual = Spread.of(all.stream().mapToDouble(each -> each.get(peer, Figure.CLIENT_CPU))).median();
            double here = round.get(peer, Figure.CLIENT_CPU);
            if (Math.abs(here - usual) > client * usual) {
                found.add("%s: client CPU %.2f µs, usually %.2f".formatted(peer.label(), here, usual));
            }
            if (round.get(peer, Figure.FOREIGN_CORES) > cores) {
                found.add("%s: others used %.2f cores".formatted(peer.label(), round.get(peer, Figure.FOREIGN_CORES)));
            }
        }
        return found;
    }
}
