package io.roomwire.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One panel as SVG, drawn from {@code left}. */
record Plot(Panel panel, int left) {

    private static final int TOP = 50;
    private static final int BOTTOM = 215;
    private static final int LEGEND = 252;
    private static final int INNER_LEFT = 45;
    private static final int INNER_RIGHT = 285;
    private static final int INSET = 12;
    private static final int NAME_WIDTH = 80;
    private static final List<String> COLOURS = List.of("#888888", "#c2571a", "#1f6fb4", "#3a8f4d", "#7d4fa8");

    String svg() {
        List<String> parts = new ArrayList<>();
        parts.add(Chart.text(left + INNER_LEFT, TOP - 12, "start", "#222222", panel.title()));
        for (double share : List.of(0.0, 0.5, 1.0)) {
            parts.add(level(panel.top() * share));
        }
        panel.places().forEach(place -> parts.add(place(place)));
        List<String> names = List.copyOf(new TreeMap<>(panel.lines()).keySet());
        for (int i = 0; i < names.size(); i++) {
            String colour = COLOURS.get(i % COLOURS.size());
            parts.add(line(panel.lines().getOrDefault(names.get(i), List.of()), colour));
            parts.add(Chart.text(left + INNER_LEFT + NAME_WIDTH * i, LEGEND, "start", colour, names.get(i)));
        }
        return String.join("\n", parts);
    }

    private String level(double value) {
        String rule = "<path d=\"M%d %sH%d\" stroke=\"#dddddd\"/>".formatted(left + INNER_LEFT, Chart.point(y(value)),
                left + INNER_RIGHT);
        return rule + Chart.text(left + INNER_LEFT - 4, y(value) + 4, "end", "#555555", brief(value));
    }

    private String place(double value) {
        return Chart.text(x(value), BOTTOM + 15, "middle", "#555555", brief(value));
    }

    private String line(List<Panel.Point> points, String colour) {
        String path = points.stream().map(each -> Chart.point(x(each.x())) + "," + Chart.point(y(each.y().median())))
                .collect(Collectors.joining(" "));
        return "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>".formatted(path, colour)
                + points.stream().map(each -> mark(each, colour)).collect(Collectors.joining());
    }

    /** The range as a bar, the median as a dot. */
    private String mark(Panel.Point each, String colour) {
        String x = Chart.point(x(each.x()));
        Spread values = each.y();
        return "<path d=\"M%s %sV%s\" stroke=\"%s\"/>".formatted(x, Chart.point(y(values.min())),
                Chart.point(y(values.max())), colour)
                + "<circle cx=\"%s\" cy=\"%s\" r=\"2.5\" fill=\"%s\"/>".formatted(x,
                        Chart.point(y(values.median())), colour);
    }

    private double x(double value) {
        double least = panel.places().getFirst();
        double span = Math.max(1e-9, Math.log(panel.places().getLast() / least));
        return left + INNER_LEFT + INSET + (INNER_RIGHT - INNER_LEFT - 2 * INSET) * Math.log(value / least) / span;
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * value / panel.top();
    }

    /** Thousands as {@code k}, no more decimals than count. */
    private static String brief(double value) {
        if (value >= 1_000) {
            return brief(value / 1_000) + "k";
        }
        return value == Math.rint(value) ? "%.0f".formatted(value) : String.format(Locale.ROOT, "%.3g", value);
    }
}
