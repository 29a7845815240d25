package io.roomwire.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class ChartTest {

    @Test
    void drawsALinePerContender() throws Exception {
        List<Panel.Point> points = List.of(point(10, 1), point(100, 4), point(1_000, 2));
        Document svg = parsed(new Chart("a < b", List.of(
                new Panel("p99, ms", Map.of("roomwire", points, "nchan", points)), new Panel("empty", Map.of()))));
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(6);
    }

    @Test
    void drawsASinglePoint() throws Exception {
        Document svg = parsed(new Chart("one", List.of(new Panel("x", Map.of("roomwire", List.of(point(1, 0)))))));
        assertThat(svg.getDocumentElement().getTextContent()).doesNotContain("NaN");
        assertThat(svg.getElementsByTagName("polyline").item(0).getAttributes().getNamedItem("points").getNodeValue())
                .doesNotContain("NaN").doesNotContain("Infinity");
    }

    private static Panel.Point point(double x, double y) {
        return new Panel.Point(x, new Spread(y, y, y));
    }

    private static Document parsed(Chart chart) throws Exception {
        InputSource source = new InputSource(new StringReader(chart.svg()));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source);
    }
}
