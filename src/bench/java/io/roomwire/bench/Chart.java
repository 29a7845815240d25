package io.roomwire.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Panels side by side as SVG: the axis logarithmic, values from 0, medians joined, ranges as bars. */
record Chart(String title, List<Panel> panels) {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 260;

    Chart {
        panels = List.copyOf(panels);
    }

    /** A whole document. */
    String svg() {
        int width = WIDTH * panels.size();
        List<String> parts = new ArrayList<>();
        parts.add(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"11\">").formatted(width, HEIGHT, width, HEIGHT));
        parts.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        parts.add(text(10, 18, "start", "#222222", title));
        for (int i = 0; i < panels.size(); i++) {
            parts.add(new Plot(panels.get(i), i * WIDTH).svg());
        }
        parts.add("</svg>\n");
        return String.join("\n", parts);
    }

    /** Words at a place, safe for SVG. */
    static String text(double x, double y, String anchor, String colour, String words) {
        return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>".formatted(point(x), point(y), anchor,
                colour, words.replace("&", "&amp;").replace("<", "&lt;"));
    }

    static String point(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
