package io.roomwire.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one run of an experiment yields. */
record Sample(Map<Figure, Double> figures, List<String> faults) {

    Sample {
        figures = Map.copyOf(figures);
        faults = List.copyOf(faults);
    }

    /** These figures of a run, with those by which a disturbed run is known. */
    static Sample of(Measured measured, List<Figure> figures) {
        Map<Figure, Double> values = new EnumMap<>(Figure.class);
        figures.forEach(figure -> values.put(figure, figure.of(measured)));
        values.put(Figure.CLIENT_CPU, Figure.CLIENT_CPU.of(measured));
        values.put(Figure.FOREIGN_CORES, measured.foreignCores());
        return new Sample(values, measured.faults());
    }

    /** The same with one more figure. */
    Sample with(Figure figure, double value) {
        Map<Figure, Double> values = new EnumMap<>(figures);
        values.put(figure, value);
        return new Sample(values, faults);
    }

    /** The same, held to other faults. */
    Sample withFaults(List<String> others) {
        return new Sample(figures, others);
    }

    /** The figure's value; not a number when the run has none. */
    double get(Figure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }
}
