package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.roomwire.event.EventId;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Inspector shows of a stream. */
@Timeout(60)
final class InspectorPageIT {

    private static final String HARM = "<img src=x onerror=window.ran=1><script>window.ran=1</script>\u202egnirts\u202c";

    private static final Pattern RATE = Pattern.compile("\"stream\":\"([^\"]+)\"[^}]*\"events_per_second\":([0-9.]+)");

    private final Topic topic = Topic.fresh();

    @Test
    @Tag("measured")
    void showsFramesOfABusyStreamWithinFiveSecondsToWhoeverOpensIt() {
        // Other tests' streams count as busy for some seconds after the last event.
        await().until(() -> busiest().startsWith("group:"));
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page("/"));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Inspector").setExact(true)).first().click();
            assertThat(page.locator(".entry[data-kind=event]").first())
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(5000));
            assertThat(page.locator(".chip[data-state]")).containsText("SSE: connected");
            assertThat(page).hasURL(Pattern.compile("\\?stream=[a-z]+:[^&]+"));
            assertThat(page).hasTitle(Pattern.compile("[a-z]+:.+ · Inspector · Roomwire"));
            Accessibility.check(page);
            page.locator("rw-list").press("ArrowDown");
            assertThat(page.locator(".detail")).isVisible();
            Accessibility.check(page);
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void showsEachBlockAsItCameAndExplainsItsFields() {
        long first = topic.append(DemoNodes.first(), "0");
        try (Browser browser = Browser.open()) {
            Page page = open(browser, topic.stream());
            assertThat(page.locator(".entry[data-kind=comment]")).containsText("connected");
            assertThat(page.locator(".entry[data-kind=position]")).containsText(Long.toString(first));
            String data = "{\"text\":\"ü € 😀\"}";
            long id = topic.append(DemoNodes.second(), data);
            String text = "id: " + id + "\nevent: e\ndata: " + data + "\n\n";
            Locator row = page.locator(".entry[data-kind=event]");
            assertThat(row.locator(".name")).hasText("e");
            assertThat(row.locator(".id")).hasText(Long.toString(id));
            assertThat(row.locator(".redis")).hasText(new EventId(id).toRedis());
            assertThat(row.locator(".bytes")).hasText(text.getBytes(UTF_8).length + " B");
            assertThat(row.locator(".prev")).hasText("← " + first);
            assertThat(row.locator(".age")).hasText(Pattern.compile("\\d+ s"));
            assertThat(row.locator(".data")).hasText(data);
            row.click();
            assertThat(page.locator(".detail .raw").textContent()).isEqualTo(text.replace("\n", "␊\n"));
            assertThat(field(page, "id")).containsText("milliseconds × 1000 + n");
            assertThat(field(page, "Redis id")).containsText("XRANGE rw:{" + topic.stream() + "}:events "
                    + new EventId(id).toRedis() + " + COUNT 1");
            assertThat(field(page, "prev")).containsText(first + " that one is not in this list");
            assertThat(field(page, "time")).containsText(Pattern.compile("-?[\\d.,]+ ms"));
            assertThat(field(page, "bytes")).containsText(Integer.toString(text.getBytes(UTF_8).length));
            topic.append(DemoNodes.first(), "2");
            page.getByText("Held while you read: 1 newer").click();
            row.first().click();
            assertThat(field(page, "prev")).containsText(id + " the event before it is here too");
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static String busiest() throws IOException {
        String overview = Http.get(DemoNodes.first().resolve("/api/v1/ops/overview")).body();
        return RATE.matcher(overview).results()
                .max(Comparator.comparingDouble(stream -> Double.parseDouble(stream.group(2))))
                .map(stream -> stream.group(1)).orElse("");
    }

    private static Locator field(Page page, String name) {
        return page.locator(".detail dt", new Page.LocatorOptions().setHasText(Pattern.compile("^" + name + "$")))
                .locator("xpath=following-sibling::dd[1]");
    }

    @Test
    void pausesWithoutLosingThePosition() {
        try (Browser browser = Browser.open()) {
            Page page = open(browser, topic.stream());
            long id = topic.append(DemoNodes.first(), "1");
            assertThat(figure(page, "Position")).hasText(Long.toString(id));
            page.getByText("Pause", exactly()).click();
            assertThat(page.locator(".chip[data-state]")).containsText("SSE: paused");
            assertThat(page.locator(".notice")).containsText("Paused at " + id);
            topic.append(DemoNodes.first(), "2");
            long last = topic.append(DemoNodes.second(), "3");
            assertThat(page.locator(".request")).containsText("last_event_id=" + id);
            assertThat(figure(page, "Events")).hasText("1");
            page.getByText("Resume", exactly()).click();
            assertThat(figure(page, "Events")).hasText("3");
            assertThat(figure(page, "Again")).hasText("0");
            assertThat(figure(page, "Position")).hasText(Long.toString(last));
            assertThat(figure(page, "Connections")).hasText("2");
            assertThat(page.locator(".notice")).hasCount(0);
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void aDropLosesNothingAndBringsNothingTwice() {
        try (Browser browser = Browser.open()) {
            Page page = open(browser, topic.stream());
            topic.append(DemoNodes.first(), "1");
            assertThat(figure(page, "Events")).hasText("1");
            page.getByText("Drop the connection").click();
            assertThat(page.locator(".chip[data-state]")).containsText("SSE: reconnecting (attempt 1)");
            topic.append(DemoNodes.first(), "2");
            topic.append(DemoNodes.second(), "3");
            assertThat(page.locator(".chip[data-state]")).containsText("SSE: connected");
            assertThat(figure(page, "Events")).hasText("3");
            assertThat(figure(page, "Again")).hasText("0");
            assertThat(page.locator(".entry.mark")).containsText(new String[] {"Connection 2, from ",
                    "Dropped, as if the network had failed, at ", "Connection 1, from the newest event on."});
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void resumesFromAnIdThatIsChosenAndSaysWhatCameBefore() {
        try (Browser browser = Browser.open()) {
            Page page = open(browser, topic.stream());
            for (int i = 0; i < 4; i++) {
                topic.append(DemoNodes.first(), Integer.toString(i));
            }
            assertThat(figure(page, "Events")).hasText("4");
            page.locator(".entry[data-kind=event]").nth(2).click();
            page.getByText("Resume from here").click();
            assertThat(figure(page, "Again")).hasText("2");
            assertThat(page.locator(".entry .warn").first()).hasText("again");
            page.getByLabel("Resume from", new Page.GetByLabelOptions().setExact(true)).fill("0");
            page.keyboard().press("Enter");
            assertThat(figure(page, "Again")).hasText("6");
            page.getByLabel("Resume from", new Page.GetByLabelOptions().setExact(true)).fill("17");
            page.keyboard().press("Enter");
            Locator reset = page.locator(".entry[data-kind=reset]");
            // By whether the node that is asked has seen the stream from its beginning on.
            assertThat(reset).containsText(Pattern.compile(
                    "\"reason\":\"(history_unavailable|buffer_cleared)\",\"requested_id\":17,"));
            assertThat(figure(page, "Resets")).hasText("1");
            reset.click();
            assertThat(page.locator(".detail")).containsText("The position asked for is gone.");
            Accessibility.check(page);
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void readsByTheRouteForManyStreamsToo() {
        try (Browser browser = Browser.open()) {
            Page page = open(browser, topic.stream());
            page.getByLabel("Read by").selectOption("many");
            assertThat(page).hasURL(Pattern.compile("&by=many$"));
            assertThat(page.locator(".request")).containsText("GET /api/v1/events?streams=" + topic.stream());
            assertThat(page.locator(".entry[data-kind=greeting]")).containsText("connected");
            long id = topic.append(DemoNodes.first(), "{\"n\":1}");
            Locator row = page.locator(".entry[data-kind=event]");
            assertThat(row.locator(".id")).hasText(Long.toString(id));
            assertThat(row.locator(".name")).hasText("e");
            assertThat(row.locator(".data")).hasText("{\"n\":1}");
            row.click();
            assertThat(page.locator(".detail .raw")).containsText("data: {\"stream\":\"" + topic.stream() + "\",\"id\":" + id);
            page.reload();
            assertThat(page.getByLabel("Read by")).hasValue("many");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"room:t_001, own", "room:t_001, many", "trading:1, own", "project:demo, own", "project:demo, many"})
    void readsStreamsOfAnySystem(String stream, String by) {
        try (Browser browser = Browser.open()) {
            Page page = open(browser, stream + "&by=" + by);
            assertThat(page.locator(".entry[data-kind=event]").first()).isVisible();
            assertThat(page.url() + page.locator("main").innerText()).doesNotContain("token=");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void saysWhyAStreamIsRefusedAndWhatAStreamIs() {
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page("/inspector?stream=worklog:none"));
            assertThat(page.locator(".notice.bad")).containsText("The node refused this stream: 404.");
            assertThat(page.locator(".notice.bad pre")).containsText("\"NOT_FOUND\"");
            assertThat(page.locator(".chip[data-state]")).containsText("SSE: closed");
            page.navigate(DemoNodes.page("/inspector?stream=%3Cimg%20src%3Dx%20onerror%3Dwindow.ran%3D1%3E"));
            assertThat(page.locator(".notice.bad")).containsText("“<img src=x onerror=window.ran=1>” is no stream.");
            page.getByLabel("Stream", new Page.GetByLabelOptions().setExact(true)).fill(topic.stream());
            page.keyboard().press("Enter");
            assertThat(page.locator(".chip[data-state]")).containsText("SSE: connected");
            assertThat(page.locator(".notice")).hasCount(0);
            assertThat(page.evaluate("window.ran")).isNull();
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void opensNothingWithARefusedTokenUntilThereIsAnother() {
        PageUser user = PageUser.fresh(DemoNodes.first());
        try (Browser browser = Browser.open()) {
            browser.context().route("**/api/dev/token", route ->
                    route.fulfill(new Route.FulfillOptions().setStatus(404).setBody("{}")));
            browser.context().addInitScript("if (location.host) sessionStorage.setItem('roomwire.token', 'over')");
            Page page = browser.tab(DemoNodes.page("/inspector?stream=worklog:" + PageRoom.of(user, "Refused").id()));
            assertThat(page.locator(".chip[data-state=auth_failed]")).containsText("SSE: auth_failed");
            assertThat(page.locator(".notice.bad")).containsText("The node refused this stream: 401.");
            page.locator("rw-nav .row button").first().click();
            page.getByLabel("User, or a token").fill(user.token());
            page.keyboard().press("Enter");
            assertThat(page.locator(".chip[data-state=connected]")).isVisible();
            assertThat(page.locator(".notice")).hasCount(0);
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void showsWhatIsPostedAsTheTextItIs() {
        try (Browser browser = Browser.open()) {
            Page page = open(browser, topic.stream());
            topic.append(DemoNodes.first(), Json.text(HARM));
            assertThat(page.locator(".entry .data").first()).hasText(Json.text(HARM));
            assertThat(page.locator(".entry .data").first()).hasCSS("unicode-bidi", "isolate");
            page.locator(".entry[data-kind=event]").click();
            page.getByText("data, laid out").click();
            assertThat(page.locator(".laid")).hasText(Json.text(HARM));
            assertThat(page.locator("main img, main script")).hasCount(0);
            assertThat(page.evaluate("window.ran")).isNull();
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void isUsedByKeyboardAndHoldsStillWhileItIsRead() {
        try (Browser browser = Browser.open()) {
            Page page = open(browser, topic.stream());
            topic.append(DemoNodes.first(), "1");
            topic.append(DemoNodes.first(), "2");
            assertThat(figure(page, "Events")).hasText("2");
            Locator list = page.locator("rw-list");
            list.focus();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowDown");
            assertThat(page.locator(".picked .data")).hasText("1");
            assertThat(list).hasAttribute("aria-activedescendant", Pattern.compile("entry-\\d+"));
            topic.append(DemoNodes.first(), "3");
            assertThat(page.locator(".newer")).hasText("Held while you read: 1 newer. Back to the newest");
            assertThat(page.locator(".entry .data").first()).hasText("2");
            page.keyboard().press("Escape");
            assertThat(page.locator(".entry .data").first()).hasText("3");
            assertThat(page.locator(".legend")).isVisible();
            page.getByText("Clear", exactly()).click();
            assertThat(page.locator(".entry")).hasCount(0);
            assertThat(page.getByText("Nothing has come yet.")).isVisible();
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void fitsANarrowScreenAndNothingMovesWhileFramesArrive() {
        try (Browser browser = Browser.open(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(375, 700))) {
            Page page = open(browser, topic.stream());
            topic.append(DemoNodes.first(), Json.text("w".repeat(500)));
            assertThat(figure(page, "Events")).hasText("1");
            page.evaluate("""
                    () => { window.moved = []; new PerformanceObserver(list => {
                      for (const { sources } of list.getEntries()) for (const { node } of sources) {
                        const element = node?.nodeType === 1 ? node : node?.parentElement
                        if (element && !element.closest('rw-list')) moved.push(element.outerHTML.slice(0, 200))
                      }
                    }).observe({ type: 'layout-shift' }) }""");
            for (int i = 0; i < 20; i++) {
                topic.append(DemoNodes.first(), "{\"n\":" + i + "}");
            }
            assertThat(figure(page, "Events")).hasText("21");
            assertThat((List<?>) page.evaluate("moved")).isEmpty();
            page.locator(".entry[data-kind=event]").first().click();
            assertThat(page.locator(".detail")).isVisible();
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(375);
            Accessibility.check(page);
        }
    }

    private static Page open(Browser browser, String stream) {
        Page page = browser.tab(DemoNodes.page("/inspector?stream=" + stream));
        assertThat(page.locator(".chip[data-state=connected]").first()).isVisible();
        return page;
    }

    private static Locator figure(Page page, String name) {
        return page.locator(".figures div", new Page.LocatorOptions().setHasText(Pattern.compile("^\\s*" + name)))
                .locator("dd");
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
