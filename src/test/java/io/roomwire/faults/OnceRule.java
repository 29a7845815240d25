package io.roomwire.faults;

import io.roomwire.faults.Entry.Answered;
import io.roomwire.faults.Entry.Kept;
import io.roomwire.faults.Entry.Received;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An append becomes one event at most, also when it was asked for again with its key or was not acknowledged, unless
 * Redis lost it meanwhile; an id stands for one event; and a viewer gets it once. Who was put back before an event that
 * Redis has lost, and comes to a node that has not heard of the loss, gets it again, and a reset behind it; who was told
 * to load the history by itself may find there what comes next.
 */
final class OnceRule {

    private OnceRule() {
    }

    static void check(History history, Journey journey, List<Violation> found) {
        Map<String, Long> got = new HashMap<>();
        for (Stamped step : journey.steps()) {
            if (step.entry() instanceof Entry.Reset reset) {
                got.values().removeIf(id -> reset.id() == Entry.UNTOLD
                        || (id > reset.id() && history.isDead(journey.stream(), id, 0)));
            }
            if (step.entry() instanceof Received received && !received.token().isEmpty()) {
                Long before = got.put(received.token(), received.id());
                if (before != null && !isNew(history, received, before)) {
                    found.add(new Violation("once", step.index(), journey.name() + " got " + received.token()
                            + " twice, as " + before + " and as " + received.id()));
                }
            }
        }
    }

    private static boolean isNew(History history, Received received, long before) {
        return before != received.id()
                && history.append(received.token()).filter(append -> history.isDead(append, before)).isPresent();
    }

    static void check(History history, List<Stamped> trace, List<Violation> found) {
        for (History.Append append : history.appends()) {
            long living = append.ids.stream().filter(id -> !history.isDead(append, id)).count();
            if (living > 1) {
                found.add(new Violation("once", append.asked, append.token + " became several events: " + append.ids));
            }
        }
        Map<String, String> tokens = new HashMap<>();
        for (Stamped stamped : trace) {
            switch (stamped.entry()) {
                case Received it -> identify(tokens, stamped, it.stream(), it.id(), it.token(), found);
                case Kept it -> identify(tokens, stamped, it.stream(), it.id(), it.token(), found);
                case Answered it -> identify(tokens, stamped, it.stream(), it.id(), it.token(), found);
                default -> { }
            }
        }
    }

    private static void identify(Map<String, String> tokens, Stamped at, String stream, long id, String token,
                                 List<Violation> found) {
        String before = id == Entry.UNTOLD ? null : tokens.putIfAbsent(stream + ' ' + id, token);
        if (before != null && !before.equals(token)) {
            found.add(new Violation("once", at.index(), id + " of " + stream + " is " + before + " and " + token));
        }
    }
}
