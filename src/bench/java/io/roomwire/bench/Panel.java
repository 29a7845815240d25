package io.roomwire.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** One figure over an axis: a line per contender. */
record Panel(String title, Map<String, List<Panel.Point>> lines) {

    Panel {
        lines = Map.copyOf(lines);
    }

    /** Where it was measured, and what. */
    record Point(double x, Spread y) {
    }

    /** The places on the axis, rising. */
    List<Double> places() {
        return points().map(Point::x).distinct().sorted().toList();
    }

    /** The least of 1, 2 or 5 times a power of ten that no value exceeds, ranges included; 1 when there is none. */
    double top() {
        double most = points().mapToDouble(point -> point.y().max()).max().orElse(1);
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1e-3, most))));
        return power * DoubleStream.of(1, 2, 5, 10).filter(each -> each * power >= most).findFirst().orElse(10);
    }

    private Stream<Point> points() {
        return lines.values().stream().flatMap(Collection::stream);
    }
}
