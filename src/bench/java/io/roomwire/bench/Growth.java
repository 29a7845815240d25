package io.roomwire.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Measures along an axis and draws CPU per delivery, 99th percentile and memory over it. */
final class Growth {

    private static final List<Figure> SHOWN = List.of(Figure.NODE_CPU, Figure.REDIS_CPU, Figure.P99, Figure.RESIDENT);

    private final Pairs pairs;
    private final Pace pace;
    private final Path folder;
    private final PrintStream report;

    Growth(Pairs pairs, Pace pace, Path folder, PrintStream report) {
        this.pairs = pairs;
        this.pace = pace;
        this.folder = folder;
        this.report = report;
    }

    /** Goes along the axis, to the first step at which Roomwire no longer keeps the rate, and writes the plot. */
    void along(Axis axis, List<Peer> peers, Consumer<Outcome> measured) {
        Map<Integer, Outcome> points = new TreeMap<>();
        Iterator<Integer> steps = axis.steps().iterator();
        boolean kept = true;
        try (Stage stage = pairs.stage()) {
            while (kept && steps.hasNext()) {
                int step = steps.next();
                Outcome outcome = pairs.run(axis.trial(step, pace, peers), stage);
                measured.accept(outcome);
                points.put(step, outcome);
                kept = isKept(outcome);
            }
        }
        draw(axis, points);
    }

    private static boolean isKept(Outcome outcome) {
        Peer first = outcome.trial().first();
        return outcome.trial().experiment().load().isKept(figure -> outcome.spread(first, figure).median());
    }

    private void draw(Axis axis, Map<Integer, Outcome> points) {
        List<Panel> panels = SHOWN.stream().map(figure -> panel(figure, points)).toList();
        Path file = folder.resolve("growth-" + axis.label() + ".svg");
        try {
            Files.writeString(file, new Chart(axis.title() + " (" + axis.held() + ")", panels).svg());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        report.println("wrote " + file);
    }

    private static Panel panel(Figure figure, Map<Integer, Outcome> points) {
        Map<String, List<Panel.Point>> lines = new TreeMap<>();
        points.forEach((step, outcome) -> outcome.trial().peers().forEach(peer -> {
            Spread spread = outcome.spread(peer, figure);
            if (spread.max() > 0) {
                String name = peer.isRoomwire() ? Peer.ROOMWIRE.label() : peer.label();
                lines.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Panel.Point(step, spread));
            }
        }));
        return new Panel(figure.title(), lines);
    }
}
