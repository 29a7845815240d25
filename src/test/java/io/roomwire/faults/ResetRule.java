package io.roomwire.faults;

import io.roomwire.faults.Entry.Reset;
import io.roomwire.faults.Entry.Watches;
import java.util.List;

/**
 * Nobody is put elsewhere before Redis may have lost something, but for those who read too slowly. Whom a node that
 * cannot reach Redis tells to load the history by himself is put nowhere.
 */
final class ResetRule {

    private ResetRule() {
    }

    static void check(History history, Journey journey, List<Violation> found) {
        boolean slow = history.watches(journey.viewer()).filter(Watches::slow).isPresent();
        for (Stamped step : journey.steps()) {
            if (step.entry() instanceof Reset reset && reset.id() != Entry.UNTOLD && !slow
                    && !history.mayHaveLostBefore(step.index())) {
                found.add(new Violation("reset", step.index(), journey.name() + " was reset to " + reset.id()
                        + " for " + reset.reason() + " although nothing was lost"));
            }
        }
    }
}
