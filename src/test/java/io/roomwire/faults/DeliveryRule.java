package io.roomwire.faults;

import io.roomwire.faults.Entry.Received;
import io.roomwire.faults.Entry.Reset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was asked for once a viewer had its place, and was acknowledged, came to the viewer; or the viewer was told that
 * its position is gone, and stands behind the event or on another branch since.
 */
final class DeliveryRule {

    private final History history;
    private final Journey journey;
    private final List<Violation> found;

    DeliveryRule(History history, Journey journey, List<Violation> found) {
        this.history = history;
        this.journey = journey;
        this.found = found;
    }

    void check() {
        Set<String> got = new HashSet<>();
        for (Stamped step : journey.steps()) {
            if (step.entry() instanceof Received received) {
                got.add(received.token());
            }
        }
        int since = journey.steps().getFirst().index();
        for (History.Append append : history.appends()) {
            if (append.acknowledged && append.asked > since && append.stream.equals(journey.stream())
                    && !got.contains(append.token) && !isExcused(append)) {
                found.add(new Violation("delivery", append.asked,
                        journey.name() + " never got " + append.token + ", which is " + append.ids));
            }
        }
    }

    private boolean isExcused(History.Append append) {
        return append.ids.stream().anyMatch(id -> history.isDeadUnseen(append.stream, id, append.asked))
                || (stoodAtNothing(append) && append.ids.stream().allMatch(id -> history.isDead(append, id)))
                || journey.steps().stream().anyMatch(step -> step.index() > append.asked
                        && step.entry() instanceof Reset reset && excuses(reset, append));
    }

    /** Who has seen nothing of a stream since it began cannot tell that it began twice. */
    private boolean stoodAtNothing(History.Append append) {
        long position = Entry.UNTOLD;
        for (Stamped step : journey.steps()) {
            if (step.index() > append.asked) {
                break;
            }
            position = switch (step.entry()) {
                case Entry.Placed placed -> placed.id();
                case Received received -> received.id();
                case Reset reset -> reset.id();
                default -> position;
            };
        }
        return position == 0;
    }

    private boolean excuses(Reset reset, History.Append append) {
        return reset.id() == Entry.UNTOLD
                || append.ids.stream().allMatch(id -> reset.id() >= id || history.isDead(append, id));
    }
}
