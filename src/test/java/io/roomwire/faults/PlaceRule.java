package io.roomwire.faults;

import io.roomwire.faults.Entry.Answered;
import io.roomwire.faults.Entry.Connected;
import io.roomwire.faults.Entry.Fault;
import io.roomwire.faults.Entry.Placed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * As long as there was no fault, who comes without a position is placed behind all that was acknowledged before it came:
 * its node knows the stream before it answers.
 */
final class PlaceRule {

    private PlaceRule() {
    }

    static void check(List<Stamped> trace, List<Violation> found) {
        Map<String, Long> newest = new HashMap<>();
        Map<String, Map<String, Long>> atLeast = new HashMap<>();
        for (Stamped stamped : trace) {
            switch (stamped.entry()) {
                case Fault _ -> {
                    return;
                }
                case Answered answered -> newest.merge(answered.stream(), answered.id(), Math::max);
                case Connected connected -> {
                    if (connected.position().isEmpty()) {
                        atLeast.put(connected.viewer(), Map.copyOf(newest));
                    }
                }
                case Placed placed -> {
                    long least = atLeast.getOrDefault(placed.viewer(), Map.of()).getOrDefault(placed.stream(), 0L);
                    if (placed.id() < least) {
                        found.add(new Violation("place", stamped.index(), placed.viewer() + " of " + placed.stream()
                                + " was placed at " + placed.id() + ", before " + least));
                    }
                }
                default -> { }
            }
        }
    }
}
