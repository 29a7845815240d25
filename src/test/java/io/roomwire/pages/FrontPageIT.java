package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the front page shows of a demo run's two nodes. */
@Timeout(90)
final class FrontPageIT {

    private static final com.microsoft.playwright.Browser.NewContextOptions NARROW =
            new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(375, 700);

    @Test
    @Tag("measured")
    void showsTheClusterWithinFiveSecondsToWhoeverOpensIt() {
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page("/"));
            assertThat(page.locator("tr[data-stream='room:t_001']"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(5000));
            assertThat(page.locator(".head .chip[data-state=connected]")).containsText("SSE: connected");
            assertThat(page.locator(".head .chip")).containsText(Pattern.compile("last \\d\\d:\\d\\d:\\d\\d"));
            assertThat(page).hasTitle(Pattern.compile("\\d+ viewers · Live streams · Roomwire"));
            assertThat(page.locator(".sums")).containsText(Pattern.compile("Nodes ready\\s*2 of 2"));
            assertThat(page.locator(".nodes [data-health=ready]")).hasCount(2);
            assertThat(page.locator(".redis [data-redis=up]")).isVisible();
            assertThat(page.locator(".redis dl")).containsText(Pattern.compile("Version7\\..*Round trip[\\d.,]+ ms"));
            assertThat(page.locator(".system")).hasCount(6);
            Accessibility.check(page);
            assertThat(browser.errors()).isEmpty();
        }
    }

    /** A stream of each system leads to the page that shows it, and from there it is live. */
    @ParameterizedTest
    @CsvSource({
        "room:t_001, /room\\?id=t_001",
        "worklog:, /worklog\\?id=[0-9a-f-]+",
        "trading:, /trading\\?id=\\d+",
        "project:demo, /chat\\?project=demo",
        "dongle:d_00000000000000a1, /console\\?target=dongle:d_[0-9a-f]+",
        "group:, /console\\?target=group:[A-Za-z0-9_-]+",
    })
    void aStreamLeadsToThePageThatShowsIt(String stream, String address) {
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page("/"));
            page.locator("tr[data-stream^='" + ofTheDemo(stream) + "'] .name a").first().click();
            assertThat(page).hasURL(Pattern.compile(address + "$"));
            assertThat(page.locator("main .chip[data-state=connected]").first()).isVisible();
            assertThat(browser.errors()).isEmpty();
        }
    }

    /** Other tests' models and groups are not for the demo's user to see. */
    private static String ofTheDemo(String stream) {
        PageUser demo = PageUser.named(DemoNodes.first(), "demo");
        return stream + switch (stream) {
            case "trading:" -> first(demo.get("/api/models"), "models").coerceStringValue();
            case "group:" -> first(demo.get("/api/v1/groups"), "groups").getStringValue();
            default -> "";
        };
    }

    private static JsonNode first(String answer, String list) {
        return Json.at(Json.text(Json.at(answer, list).values().iterator().next()), "id");
    }

    @Test
    void sparklinesDrawTheEventsOfTheLastReports() {
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page("/"));
            Locator line = page.locator("[data-system=console] .whole polyline");
            assertThat(line).hasAttribute("points", Pattern.compile("(\\S+,28.0 ){45}.*\\S+,2.0.*"));
            assertThat(line).hasAttribute("points", Pattern.compile("(\\S+,28.0 )+(\\S+,(?!28.0)\\S+ ?){3,}"));
            assertThat(page.locator("tr[data-stream='" + ofTheDemo("group:") + "'] polyline")).isVisible();
            assertThat(page.locator("[data-system=console] .figures")).containsText(Pattern.compile("\\d/s events"));
        }
    }

    @Test
    void countsViewersOverBothNodesAndEventsOfAStream() {
        Topic topic = Topic.fresh();
        try (Browser browser = Browser.open(); SseViewer one = topic.watch(DemoNodes.first());
                SseViewer two = topic.watch(DemoNodes.second())) {
            assertThat(List.of(one, two)).doesNotContainNull();
            Page page = browser.tab(DemoNodes.page("/"));
            Locator row = page.locator("tr[data-stream='" + topic.stream() + "']");
            assertThat(row.locator("td").nth(1)).hasText("2");
            assertThat(row.locator("td").nth(2)).hasText("0.0/s");
            page.waitForFunction("""
                    async ([row, path]) => {
                      await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"name":"e","data":1}' })
                      return document.querySelector(row).cells[2].textContent !== '0.0/s'
                    }""", List.of("tr[data-stream='" + topic.stream() + "']", topic.path()));
            assertThat(row.locator(".name a")).hasAttribute("href", "/inspector?stream=" + topic.stream());
            row.getByText("raw").click();
            assertThat(page).hasURL(Pattern.compile("/inspector\\?stream=" + topic.stream() + "$"));
        }
    }

    @Test
    void listsOnlyStreamsWithThatInTheirNameAndKeepsItInTheAddress() {
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page("/"));
            assertThat(page.locator("tr[data-stream='room:t_002']")).isVisible();
            page.getByLabel("Only streams with").fill("T_001");
            assertThat(page.locator("tr[data-stream='room:t_002']")).hasCount(0);
            assertThat(page.locator("tr[data-stream='room:t_001']")).isVisible();
            assertThat(page.locator("[data-system=trading] .empty")).hasText("No stream has that in its name.");
            assertThat(page).hasURL(Pattern.compile("\\?q=T_001$"));
            page.navigate(DemoNodes.page("/?q=%3Cimg%20src%3Dx%20onerror%3D%22window.ran%3D1%22%3E%E2%80%AE"));
            assertThat(page.locator("[data-system=room] .empty")).isVisible();
            assertThat(page.getByLabel("Only streams with")).hasValue("<img src=x onerror=\"window.ran=1\">\u202e");
            assertThat(page.evaluate("window.ran")).isNull();
            assertThat(browser.errors()).isEmpty();
        }
    }

    /** Word for word as it is shown, which is how it is copied. */
    @Test
    void theCommandThatItShowsAppends() throws IOException, InterruptedException {
        try (Browser browser = Browser.open()) {
            browser.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            Page page = browser.tab(DemoNodes.page("/"));
            page.getByLabel("Copy: Append an event").click();
            String command = (String) page.evaluate("navigator.clipboard.readText()");
            assertThat(page.getByLabel("Append an event", new Page.GetByLabelOptions().setExact(true)))
                    .hasText(command);
            assertThat(command).contains(DemoNodes.balancer().toString()).doesNotContain("token");
            page.locator(".append").getByText("Inspector").click();
            assertThat(page.locator(".chip[data-state=connected]")).isVisible();
            assertThat(run(command)).contains("\"duplicate\":false");
            assertThat(page.locator(".entry[data-kind=event]").first()).containsText("hello");
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command + " -sS").redirectErrorStream(true).start();
        String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void nothingMovesWhileReportsArrive() {
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page("/"));
            assertThat(page.locator(".nodes [data-health=ready]")).hasCount(2);
            assertThat(page.locator("tr[data-stream^='group:']").first()).isVisible();
            assertThat(page.locator(".head .chip[data-state=connected]")).isVisible();
            page.evaluate("""
                    () => { window.moved = []; new PerformanceObserver(list => {
                      for (const { sources } of list.getEntries()) for (const { node } of sources) {
                        const element = node?.nodeType === 1 ? node : node?.parentElement
                        if (element && !element.closest('.system .scroll')) moved.push(element.outerHTML.slice(0, 200))
                      }
                    }).observe({ type: 'layout-shift' }) }""");
            for (int i = 0; i < 3; i++) {
                String before = page.locator(".head .chip").innerText();
                assertThat(page.locator(".head .chip")).not().hasText(before);
            }
            assertThat((List<?>) page.evaluate("moved")).isEmpty();
        }
    }

    @Test
    void fitsANarrowScreenWithLiveData() {
        try (Browser browser = Browser.open(NARROW)) {
            Page page = browser.tab(DemoNodes.page("/"));
            assertThat(page.locator("tr[data-stream='room:t_001']")).isVisible();
            assertThat(page.locator(".nodes [data-health=ready]")).hasCount(2);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(375);
            assertThat((Boolean) page.evaluate("""
                    () => [...document.querySelectorAll('.system')].every(it => it.scrollWidth <= it.clientWidth)""")).isTrue();
            Accessibility.check(page);
        }
    }
}
