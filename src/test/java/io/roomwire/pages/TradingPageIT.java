package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Nginx;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page of trading models shows. */
@Timeout(60)
final class TradingPageIT {

    private static final Map<String, Object> SETTINGS =
            Map.of("roomwire.jwt.secret", Jwt.SECRET, "roomwire.trading.step", "1m");

    @SuppressWarnings("NullAway.Init")
    private static Node node;

    private final PageUser user = PageUser.fresh(node.address());

    @BeforeAll
    static void start() {
        node = Node.start(TestRedis.uri(), SETTINGS);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    @Tag("measured")
    void showsTheDemosModelLiveWithinFiveSeconds() {
        PageUser demo = PageUser.named(DemoNodes.first(), "demo");
        await().until(() -> Json.at(demo.get("/api/trading/status"), "total_running").getIntValue() > 0);
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page("/trading"));
            assertThat(page.locator(".events li[data-type]").first()).isVisible(
                    new LocatorAssertions.IsVisibleOptions().setTimeout(5000));
            assertThat(page.locator(".indicator")).containsText("Live Updates Active");
            assertThat(page.locator(".model .live")).isVisible();
            assertThat(page.locator(".model.pulse")).isVisible();
            assertThat(page.locator("rw-trading-detail h2")).hasText("Aurora on paper");
            assertThat(page).hasTitle(Pattern.compile("Aurora on paper \\(\\w+\\) · Trading · Roomwire"));
            assertThat(page.locator("rw-trading-feed [role=img]")).hasAttribute("aria-label",
                    Pattern.compile("Events over time: .*[1-9]\\d* other"));
            assertThat(page.locator("canvas")).hasCount(2);
            Accessibility.check(page);
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void theFeedShowsTheLastTenNewestFirstAndKeepsAHundred() {
        PageModel model = PageModel.of(user, "Feeder").started();
        try (Browser browser = Browser.open()) {
            Page page = opened(browser, model);
            model.think(0, 110);
            Locator rows = page.locator(".events li[data-type]");
            assertThat(rows.first()).containsText("thought 109");
            assertThat(rows).hasCount(10);
            assertThat(rows.last()).containsText("thought 100");
            assertThat(page.locator(".count")).containsText("10 of 100");
            page.getByRole(AriaRole.BUTTON, named("All kept")).click();
            assertThat(rows).hasCount(100);
            assertThat(rows.last()).containsText("thought 10");
            assertThat(page).hasURL(Pattern.compile("all=1"));
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void theFeedShowsWhatComesByWayOfAnyNodeBehindABalancer() {
        PageModel model = PageModel.of(user, "Balanced").started();
        try (Node other = Node.start(TestRedis.uri(), SETTINGS); Browser browser = Browser.open();
             Nginx balancer = Nginx.before(node.address().getPort(), other.address().getPort())) {
            PageUser there = new PageUser(other.address(), user.name(), user.token());
            Page page = user.open(browser, balancer.address(), model.path());
            assertThat(page.locator(".indicator")).containsText("Live Updates Active");
            for (int number = 0; number < 8; number += 2) {
                model.think(number, number + 1);
                new PageModel(there, model.name(), model.id()).think(number + 1, number + 2);
            }
            assertThat(page.locator(".events li[data-type=thinking] .message")).hasText(IntStream.range(0, 8)
                    .mapToObj(number -> "thought " + (7 - number)).toArray(String[]::new));
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void theFeedIsNarrowedByTypeWordsAndModelAndTheLinkKeepsThat() {
        PageModel first = PageModel.of(user, "First").started();
        PageModel second = PageModel.of(user, "Second").started();
        try (Browser browser = Browser.open()) {
            Page page = opened(browser, first);
            assertThat(page.locator(".model .live:visible")).hasCount(2);
            first.say("thinking", "about bonds");
            second.say("thinking", "about bread");
            first.buy(2, "IBM", 10);
            Locator rows = page.locator(".events li[data-type=thinking], .events li[data-type=trade]");
            assertThat(rows).hasCount(3);
            page.getByLabel("Type").selectOption("thinking");
            assertThat(rows).hasCount(2);
            page.getByRole(AriaRole.BUTTON, named("Chosen model only")).click();
            assertThat(rows).hasCount(1);
            assertThat(rows).containsText("about bonds");
            page.getByRole(AriaRole.BUTTON, named("Chosen model only")).click();
            page.getByLabel("Search").fill("BREAD");
            assertThat(rows).containsText("about bread");
            assertThat(rows).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("type=thinking&q=BREAD$"));
            page.reload();
            assertThat(rows).containsText("about bread");
            assertThat(rows).hasCount(1);
            page.getByLabel("Search").fill("nothing such");
            assertThat(page.locator(".events")).containsText("No event matches.");
        }
    }

    @Test
    void eventsHaveIconsAndTheirRawForm() {
        PageModel model = PageModel.of(user, "Icons").started();
        try (Browser browser = Browser.open()) {
            Page page = opened(browser, model);
            model.buy(2, "IBM", 10.5);
            model.say("complete", "Trading session completed");
            model.say("error", "boom");
            model.say("thinking", "hm");
            icon(page, "thinking", "•", "rgb(86, 99, 95)");
            icon(page, "trade", "↗", "rgb(26, 107, 47)");
            icon(page, "status", "●", "rgb(26, 95, 168)");
            icon(page, "complete", "✓", "rgb(26, 107, 47)");
            icon(page, "error", "✕", "rgb(179, 38, 30)");
            Locator trade = page.locator(".events li[data-type=trade]");
            assertThat(trade).containsText("BUY 2 IBM buy 2 IBM @ 10.5");
            trade.locator("summary").press("Enter");
            assertThat(trade.locator("pre")).hasText(Pattern.compile("id \\d+\n\\{\"stream\":\"trading:" + model.id()));
        }
    }

    @Test
    void findsModelsThatAreMadeAndStartedElsewhere() {
        try (Browser browser = Browser.open()) {
            Page page = user.open(browser, "/trading");
            assertThat(page.locator(".cards")).containsText("You have no model yet");
            PageModel.of(user, "Made elsewhere").started();
            assertThat(page.locator(".model .live")).isVisible();
            assertThat(page.locator("rw-trading-detail h2")).hasText("Made elsewhere");
            assertThat(page.locator(".events")).containsText("Initializing AI agent...");
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static void icon(Page page, String type, String icon, String colour) {
        Locator shown = page.locator(".events li[data-type=" + type + "] .icon").first();
        assertThat(shown).hasText(icon);
        assertThat(shown).hasCSS("color", colour);
    }

    @Test
    void whatTheFeedShowsIsExported() throws IOException {
        PageModel model = PageModel.of(user, "Export, \"Ltd\"").started();
        try (Browser browser = Browser.open()) {
            Page page = opened(browser, model);
            model.tell("trade", Map.of("action", "buy", "symbol", "IBM", "amount", 2, "price", 10, "message", "=1+1"));
            model.say("thinking", "aside");
            page.getByLabel("Search").fill("IBM");
            assertThat(page.locator(".events li[data-type]")).hasCount(1);
            String json = saved(page, "Export JSON");
            assertThat(Json.parse(json).size()).isEqualTo(1);
            assertThat(Json.parse(json).values()).allSatisfy(event ->
                    assertThat(Json.at(Json.text(event), "data", "symbol").getStringValue()).isEqualTo("IBM"));
            assertThat(saved(page, "Export CSV").split("\r\n", -1)).satisfiesExactly(
                    head -> assertThat(head)
                            .isEqualTo("timestamp,model_id,model,type,id,action,symbol,amount,price,message"),
                    row -> assertThat(row).contains("," + model.id() + ",\"Export, \"\"Ltd\"\"\",trade,")
                            .endsWith(",buy,IBM,2,10,'=1+1"),
                    end -> assertThat(end).isEmpty());
        }
    }

    private static String saved(Page page, String button) throws IOException {
        Download download = page.waitForDownload(() -> page.getByRole(AriaRole.BUTTON, named(button)).click());
        return Files.readString(download.path());
    }

    @Test
    void userTextIsOnlyEverText() {
        String evil = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>\u202e${1+1}";
        PageModel model = PageModel.of(user, evil).started();
        try (Browser browser = Browser.open()) {
            Page page = opened(browser, model);
            model.tell("trade", Map.of("action", evil, "symbol", "<b>X</b>", "amount", 1, "price", 2, "message", evil));
            model.buy(1, "<b>X</b>", 2);
            model.tell("<script>", Map.of("message", evil));
            model.say("error", evil);
            assertThat(page.locator(".toast.error")).hasText(evil + ": " + evil);
            assertThat(page.locator(".toast.error bdi")).hasText(new String[] {evil, evil});
            assertThat(page.locator("rw-trading-detail h2")).hasText(evil);
            assertThat(page.locator("rw-trading-models .name")).hasText(evil);
            assertThat(page.locator(".events li[data-type=error] .message")).containsText(evil);
            assertThat(page.locator(".events .message").first()).hasCSS("unicode-bidi", "isolate");
            assertThat(page.locator("rw-trading-detail table").first()).containsText("<b>X</b>");
            assertThat(page.locator("main img, main script, main b")).hasCount(0);
            assertThat(page.evaluate("window.ran")).isNull();
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void fitsANarrowScreenAndNothingMovesWhileEventsCome() {
        PageModel model = PageModel.of(user, "W".repeat(150)).started();
        try (Browser browser = Browser.open(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(375, 700))) {
            Page page = opened(browser, model);
            model.buy(1, "IBM", 10);
            assertThat(page.locator("rw-trading-detail table").nth(1)).containsText("buy 1 IBM");
            Object places = places(page);
            IntStream.range(0, 15).forEach(i -> model.say("thinking", "x".repeat(300)));
            assertThat(page.locator(".count")).containsText(Pattern.compile("of 1[5-9],"));
            assertThat(places(page)).isEqualTo(places);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= 375")).isTrue();
            Accessibility.check(page);
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static Object places(Page page) {
        return page.evaluate("""
                () => ['.totals', 'rw-trading-models', '.events', 'rw-trading-chart', 'rw-trading-detail'].map(name => {
                  const { x, y, width, height } = document.querySelector(name).getBoundingClientRect()
                  return [x, y + scrollY, width, height].join()
                }).join(' ')""");
    }

    /** The page, live. */
    private Page opened(Browser browser, PageModel model) {
        Page page = user.open(browser, model.path());
        assertThat(page.locator(".indicator")).containsText("Live Updates Active");
        assertThat(page.locator(".events li[data-type=status]").first()).isVisible();
        return page;
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
