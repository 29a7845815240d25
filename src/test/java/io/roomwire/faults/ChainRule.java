package io.roomwire.faults;

import io.roomwire.faults.Entry.Placed;
import io.roomwire.faults.Entry.Received;
import io.roomwire.faults.Entry.Reset;
import java.util.List;
import java.util.OptionalLong;

/**
 * Between two resets a viewer's ids grow, and each event follows the one before it in the stream: nothing is missing
 * between them, and the branch has not changed.
 */
final class ChainRule {

    private final History history;
    private final Journey journey;
    private final List<Violation> found;
    private long position = Entry.UNTOLD;

    ChainRule(History history, Journey journey, List<Violation> found) {
        this.history = history;
        this.journey = journey;
        this.found = found;
    }

    void check() {
        for (Stamped step : journey.steps()) {
            switch (step.entry()) {
                case Placed placed -> placed(step, placed.id());
                case Reset reset -> position = reset.id();
                case Received received -> {
                    received(step, received);
                    position = received.id();
                }
                default -> { }
            }
        }
    }

    private void placed(Stamped step, long id) {
        if (position != Entry.UNTOLD && position != id) {
            report("chain", step, "was placed at " + id + " although it stood at " + position);
        }
        position = id;
    }

    private void received(Stamped step, Received received) {
        if (position == Entry.UNTOLD) {
            return;
        }
        OptionalLong prev = history.prev(received.stream(), received.id());
        if (received.id() <= position) {
            report("order", step, "got " + received.id() + " after " + position);
        } else if (prev.isPresent() && prev.getAsLong() != position) {
            report("chain", step, "got " + received.id() + " after " + position + ", but before it is "
                    + prev.getAsLong());
        } else if (prev.isEmpty()) {
            between(step, received);
        }
    }

    private void between(Stamped step, Received received) {
        for (History.Append missed : history.between(received.stream(), position, received.id())) {
            if (missed.ids.stream().noneMatch(id -> history.isDead(missed, id))) {
                report("chain", step, "got " + received.id() + " after " + position + ", without " + missed.token);
            }
        }
    }

    private void report(String rule, Stamped step, String what) {
        found.add(new Violation(rule, step.index(), journey.name() + ' ' + what));
    }
}
