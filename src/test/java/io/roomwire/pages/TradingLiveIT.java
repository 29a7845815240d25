package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What events do to the page of trading models: news, refreshes, connections. Sessions say nothing by themselves. */
@Timeout(90)
final class TradingLiveIT {

    private static final String EVENTS = "document.querySelector('rw-trading').live.events.length";

    @SuppressWarnings("NullAway.Init")
    private static Node node;

    private final PageUser user = PageUser.fresh(node.address());

    @BeforeAll
    static void start() {
        node = Node.start(TestRedis.uri(), Map.of("roomwire.jwt.secret", Jwt.SECRET, "roomwire.trading.step", "1m"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void toastsLastAsLongAsTheirKindSays() {
        PageModel model = PageModel.of(user, "Toaster").started();
        try (Browser browser = Browser.open()) {
            Page page = paused(browser, model);
            model.buy(1, "IBM", 10);
            model.say("complete", "Trading session completed");
            model.say("error", "out of money");
            Locator info = page.locator(".toast.info");
            Locator success = page.locator(".toast.success");
            Locator error = page.locator(".toast.error");
            assertThat(info).hasText("Toaster: BUY: BUY 1 IBM");
            assertThat(success).hasText("Toaster: Trading session completed");
            assertThat(error).hasText("Toaster: out of money");
            goneAfter(page, info, 2900, 200);
            goneAfter(page, success, 1800, 200);
            goneAfter(page, error, 1800, 200);
        }
    }

    private static void goneAfter(Page page, Locator shown, int stillAfterMs, int moreMs) {
        page.clock().runFor(stillAfterMs);
        assertThat(shown).hasCount(1);
        page.clock().runFor(moreMs);
        assertThat(shown).hasCount(0);
    }

    @Test
    void tradesThatComeTogetherAreToldOnce() {
        PageModel model = PageModel.of(user, "Busy").started();
        try (Browser browser = Browser.open()) {
            Page page = paused(browser, model);
            IntStream.rangeClosed(1, 8).forEach(amount -> model.buy(amount, "IBM", 1));
            model.say("error", "the end");
            assertThat(page.locator(".toast.error")).hasText("Busy: the end");
            assertThat(page.locator(".toast.info")).hasText("Busy: BUY: BUY 1 IBM");
            page.clock().runFor(2500);
            assertThat(page.locator(".events li[data-type=trade]")).hasCount(8);
            model.buy(9, "IBM", 1);
            assertThat(page.locator(".toast.info").last()).hasText("Busy: BUY: BUY 9 IBM");
        }
    }

    @Test
    void whatIsOlderThanThePageIsShownAndNoNews() {
        PageModel model = PageModel.of(user, "History").started();
        model.say("error", "long ago");
        try (Browser browser = Browser.open()) {
            Page page = browser.tab();
            page.clock().setSystemTime(System.currentTimeMillis() + 3_600_000);
            user.signIn(browser);
            Locator row = page.locator(".events li[data-type=error]");
            long said = Instant.now().getEpochSecond();
            await().until(() -> Instant.now().getEpochSecond() > said);
            page.navigate(node.address().resolve(model.path()).toString());
            assertThat(row).containsText("long ago");
            assertThat(page.locator(".toast")).hasCount(0);
            assertThat(page.locator(".model.pulse")).hasCount(0);
            model.say("error", "just now");
            assertThat(page.locator(".toast.error")).hasText("History: just now");
            assertThat(row).hasCount(2);
        }
    }

    @Test
    void anEventPulsesForTwoSeconds() {
        PageModel model = PageModel.of(user, "Pulse").started();
        try (Browser browser = Browser.open()) {
            Page page = paused(browser, model);
            Locator pulse = page.locator(".model.pulse");
            assertThat(pulse).hasCount(0);
            model.say("error", "hm");
            assertThat(page.locator(".toast.error")).isVisible();
            page.clock().runFor(100);
            goneAfter(page, pulse, 1800, 200);
        }
    }

    @Test
    void eventsRefreshWhatTheyMadeOutOfDateAndNothingElse() {
        PageModel model = PageModel.of(user, "Fresh").started();
        String ledger = "/api/models/" + model.id();
        List<String> positions = List.of(ledger + "/positions/latest", ledger + "/positions?page_size=10");
        List<String> summary = List.of("/api/trading/stats", ledger + "/performance", ledger + "/runs",
                "/api/trading/status");
        String session = "/api/trading/status/" + model.id();
        try (Browser browser = Browser.open()) {
            Page page = paused(browser, model);
            refreshes(page, 3, () -> IntStream.range(0, 3).forEach(time -> model.buy(1, "IBM", 10)), positions);
            refreshes(page, 1, () -> model.say("complete", "done"), summary);
            refreshes(page, 1, () -> model.say("error", "boom"), List.of(session, "/api/trading/status"));
            refreshes(page, 1, () -> model.say("session_complete", "a day"),
                    Stream.of(positions, summary, List.of(session)).flatMap(List::stream).toList());
            refreshes(page, 1, () -> model.say("thinking", "hm"), List.of());
            assertThat(browser.errors()).isEmpty();
        }
    }

    /** Each once, a second after the last event. Just before, the page looks what runs, as it does every 10 s. */
    private static void refreshes(Page page, int count, Runnable events, List<String> wanted) {
        page.waitForResponse(answer -> answer.url().endsWith("/api/trading/status"), () -> page.clock().runFor(10_000));
        List<String> asked = new CopyOnWriteArrayList<>();
        Consumer<Request> ear = request -> asked.add(request.url().replaceFirst("^.*?//[^/]*", ""));
        page.onRequest(ear);
        int before = (int) number(page, EVENTS);
        events.run();
        page.waitForFunction("count => " + EVENTS + " === count", before + count);
        page.clock().runFor(900);
        assertThat(asked).as("before a second has passed").isEmpty();
        page.clock().runFor(200);
        page.waitForCondition(() -> asked.size() >= wanted.size());
        page.clock().runFor(3000);
        page.offRequest(ear);
        assertThat(asked).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static long number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).longValue();
    }

    @Test
    void figuresAreThoseOfTheLedger() {
        PageModel model = PageModel.of(user, "Ledger").started();
        try (Browser browser = Browser.open()) {
            Page page = opened(browser, model);
            Locator card = page.locator(".model");
            Locator detail = page.locator("rw-trading-detail");
            assertThat(card.locator(".figures")).containsText("–");
            assertThat(detail).containsText("No trades yet.");
            model.buy(10, "IBM", 20);
            model.buy(5, "IBM", 25);
            assertThat(card.locator(".figures")).containsText(
                    Pattern.compile("\\$1,050\\.00\\s+\\+50\\.00 \\(\\+5\\.00 %\\)"));
            assertThat(tile(detail, "Value")).hasText("$1,050.00");
            assertThat(tile(detail, "P/L")).hasText("+50.00");
            assertThat(tile(detail, "Return")).hasText("+5.00 %");
            assertThat(detail.locator("table").first()).containsText(Pattern.compile("IBM\\s+15"));
            assertThat(detail.locator("table").first()).containsText("$675.00, $375.00");
            assertThat(detail.locator("table").nth(1).locator("tbody tr").first()).containsText(
                    Pattern.compile("buy 5 IBM\\s*25\\.00\\s+\\$1,050\\.00"));
            assertThat(detail.locator("[role=img]")).hasAttribute("aria-label",
                    "Value over time: 2 points, $1,000.00 to $1,050.00, now $1,050.00");
            assertThat(page.locator(".totals")).containsText("$0.00");
            model.say("session_complete", "a day");
            assertThat(page.locator(".totals")).containsText("+50.00");
            assertThat(detail.locator("table").nth(2)).containsText("initializing");
        }
    }

    private static Locator tile(Locator detail, String name) {
        return detail.locator(".tile", new Locator.LocatorOptions().setHas(
                detail.page().getByText(name, new Page.GetByTextOptions().setExact(true)))).locator("dd");
    }

    @Test
    void onlyModelsThatRunAreConnectedAndStartAndStopDoThat() {
        PageModel.of(user, "Sleeper");
        try (Browser browser = Browser.open()) {
            List<String> streams = new CopyOnWriteArrayList<>();
            Page page = browser.tab();
            page.onRequest(request -> {
                if (request.url().contains("/api/v1/events")) {
                    streams.add(request.url());
                }
            });
            user.signIn(browser);
            page.navigate(node.address().resolve("/trading").toString());
            assertThat(page.locator(".indicator")).containsText("Offline");
            assertThat(page.locator(".trouble")).containsText("No model runs");
            assertThat(page.locator(".model .chip")).hasText("not running");
            page.getByText("New model").click();
            page.getByLabel("Name").fill("Maker");
            page.getByRole(AriaRole.BUTTON, named("Create model")).click();
            assertThat(page.locator("rw-trading-detail h2")).hasText("Maker");
            assertThat(streams).isEmpty();
            page.getByRole(AriaRole.BUTTON, named("Start")).click();
            assertThat(page.locator(".indicator")).containsText("Live Updates Active");
            assertThat(page.locator("rw-trading-detail .live")).isVisible();
            assertThat(page.locator(".events")).containsText("Initializing AI agent...");
            assertThat(page.locator(".model .live:visible")).hasCount(1);
            page.getByRole(AriaRole.BUTTON, named("Stop")).click();
            assertThat(page.locator("rw-trading-detail .chip")).hasText("stopped");
            assertThat(page.locator(".indicator")).containsText("Offline");
            assertThat(page.locator(".live:visible")).hasCount(0);
            assertThat(streams).hasSize(1);
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void tenModelsAreHeardOverOneConnection() {
        List<PageModel> models = IntStream.range(0, 10)
                .mapToObj(number -> PageModel.of(user, "Model " + number).started()).toList();
        try (Browser browser = Browser.open()) {
            List<String> streams = new CopyOnWriteArrayList<>();
            Page page = browser.tab();
            page.onRequest(request -> {
                if (request.resourceType().equals("eventsource")) {
                    streams.add(request.url());
                }
            });
            user.signIn(browser);
            page.navigate(node.address().resolve("/trading").toString());
            assertThat(page.locator(".model .live:visible")).hasCount(10);
            models.forEach(model -> model.say("thinking", "from " + model.name()));
            Locator rows = page.locator(".events li[data-type=thinking]");
            assertThat(rows).hasCount(10);
            models.forEach(model -> assertThat(rows.filter(new Locator.FilterOptions()
                    .setHasText("from " + model.name()))).hasCount(1));
            assertThat(streams).singleElement().asString().contains("/api/v1/events?streams=trading");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void soundAndNotificationsAreOffUntilSwitchedOn() {
        PageModel model = PageModel.of(user, "Loud").started();
        try (Browser browser = Browser.open()) {
            browser.context().addInitScript("""
                    window.heard = []
                    window.Notification = class { constructor(title, { body }) { window.heard.push(body) } }
                    Notification.permission = 'granted'
                    Notification.requestPermission = async () => 'granted'
                    OscillatorNode.prototype.start = function () { window.heard.push(this.frequency.value) }""");
            Page page = opened(browser, model);
            model.say("error", "quiet");
            assertThat(page.locator(".toast.error")).isVisible();
            assertThat((List<?>) page.evaluate("window.heard")).isEmpty();
            page.getByRole(AriaRole.BUTTON, named("Sound")).click();
            page.getByRole(AriaRole.BUTTON, named("Notifications")).click();
            assertThat(page.locator(".head button[aria-pressed=true]")).hasCount(2);
            page.evaluate("window.heard = []");
            model.say("complete", "loud");
            assertThat(page.locator(".toast.success")).isVisible();
            assertThat((List<?>) page.evaluate("window.heard")).asString().isEqualTo("[Loud: loud, 880]");
        }
    }

    /** The page, live, with a clock that stands still unless it is told to run. */
    private Page paused(Browser browser, PageModel model) {
        Page page = browser.tab();
        page.clock().install();
        user.signIn(browser);
        page.navigate(node.address().resolve(model.path()).toString());
        assertThat(page.locator(".model .live")).isVisible();
        assertThat(page.locator(".events li[data-type=status]")).isVisible();
        page.clock().pauseAt(number(page, "Date.now() + 5000"));
        page.clock().runFor(1000);
        assertThat(page.locator(".model.pulse")).hasCount(0);
        return page;
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
