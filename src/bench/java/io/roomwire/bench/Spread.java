package io.roomwire.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The middle and the range of a few values; not a number when there are none. */
record Spread(double median, double min, double max) {

    /** Of all that are numbers. */
    static Spread of(DoubleStream values) {
        double[] sorted = values.filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        return new Spread(middle(sorted), sorted[0], Arrays.stream(sorted).max().orElseThrow());
    }

    boolean isKnown() {
        return Double.isFinite(median);
    }

    /** As a table shows it: three digits that count. */
    @Override
    public String toString() {
        return isKnown() ? "%s (%s..%s)".formatted(brief(median), brief(min), brief(max)) : "-";
    }

    /** As the result holds it. */
    Map<String, Object> asMap() {
        return Map.of("median", median, "min", min, "max", max);
    }

    private static double middle(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static String brief(double value) {
        int decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
