package io.roomwire.faults;

import io.roomwire.faults.Entry.Behind;
import io.roomwire.faults.Entry.Measured;
import io.roomwire.faults.Entry.Odd;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a trace and tells which promises were broken. Knows the trace alone, and shares no code with the product.
 *
 * <p>The rules: {@link ChainRule} (each event follows the one before it, or a reset was told), {@link DeliveryRule}
 * (what was acknowledged reached everybody, or a reset was told), {@link OnceRule} (once, under one id),
 * {@link SecrecyRule} (nobody else's), {@link ResetRule} (no reset without need), {@link PlaceRule} (who comes stands
 * where the stream is), {@link RelayRule} (frames by their numbers), and what was measured.
 */
final class Checker {

    private Checker() {
    }

    static List<Violation> check(List<Stamped> trace) {
        History history = new History(trace);
        List<Journey> journeys = Journey.all(trace);
        List<Violation> found = new ArrayList<>();
        for (Journey journey : journeys) {
            new ChainRule(history, journey, found).check();
            new DeliveryRule(history, journey, found).check();
            OnceRule.check(history, journey, found);
            SecrecyRule.check(history, journey, found);
            ResetRule.check(history, journey, found);
        }
        OnceRule.check(history, trace, found);
        PlaceRule.check(trace, found);
        RelayRule.check(history, trace, found);
        trace.forEach(stamped -> plain(stamped, found));
        return found;
    }

    private static void plain(Stamped stamped, List<Violation> found) {
        switch (stamped.entry()) {
            case Behind behind -> found.add(new Violation("delivery", stamped.index(), behind.viewer() + " of "
                    + behind.stream() + " never got " + behind.token() + " after all faults were over"));
            case Odd odd -> found.add(new Violation("odd", stamped.index(), odd.who() + ": " + odd.what()));
            case Measured measured when measured.after() > measured.before() + measured.tolerance() ->
                found.add(new Violation("return", stamped.index(), measured.what() + " was " + measured.before()
                        + " and is " + measured.after()));
            default -> { }
        }
    }
}
