package io.roomwire.faults;

import io.roomwire.faults.Entry.Received;
import java.util.List;

/** Nobody gets an event of a stream that is not his to see, nor one in another stream's name, nor one never asked for. */
final class SecrecyRule {

    private SecrecyRule() {
    }

    static void check(History history, Journey journey, List<Violation> found) {
        boolean mayWatch = history.watches(journey.viewer())
                .filter(watches -> watches.streams().contains(journey.stream())).isPresent();
        for (Stamped step : journey.steps()) {
            if (step.entry() instanceof Received received
                    && !(mayWatch && (received.token().isEmpty() || isOf(history, received)))) {
                found.add(new Violation("secrecy", step.index(), journey.name() + " got " + received.token() + ", of "
                        + history.append(received.token()).map(append -> append.stream).orElse("nobody")));
            }
        }
    }

    private static boolean isOf(History history, Received received) {
        return history.append(received.token()).filter(append -> append.stream.equals(received.stream())).isPresent();
    }
}
