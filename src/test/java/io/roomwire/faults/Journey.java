package io.roomwire.faults;

import io.roomwire.faults.Entry.Placed;
import io.roomwire.faults.Entry.Received;
import io.roomwire.faults.Entry.Reset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one viewer was told of one stream, in its order: {@link Placed}, {@link Received} and {@link Reset} alone. */
record Journey(String viewer, String stream, List<Stamped> steps) {

    static List<Journey> all(List<Stamped> trace) {
        Map<String, Journey> journeys = new LinkedHashMap<>();
        for (Stamped stamped : trace) {
            switch (stamped.entry()) {
                case Placed placed -> add(journeys, placed.viewer(), placed.stream(), stamped);
                case Received received -> add(journeys, received.viewer(), received.stream(), stamped);
                case Reset reset -> add(journeys, reset.viewer(), reset.stream(), stamped);
                default -> { }
            }
        }
        return List.copyOf(journeys.values());
    }

    private static void add(Map<String, Journey> journeys, String viewer, String stream, Stamped step) {
        journeys.computeIfAbsent(viewer + ' ' + stream, key -> new Journey(viewer, stream, new ArrayList<>()))
                .steps().add(step);
    }

    String name() {
        return viewer + " of " + stream;
    }
}
