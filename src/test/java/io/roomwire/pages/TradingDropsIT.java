package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TcpProxy;
import io.roomwire.testkit.TestRedis;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of trading models when its connection breaks, and when it may not have one. */
@Timeout(120)
final class TradingDropsIT {

    /** Waits that are drawn are as long as they can be. */
    private static final String LONGEST = "Math.random = () => 0.9999";

    @SuppressWarnings("NullAway.Init")
    private static Node node;

    private final PageUser user = PageUser.fresh(node.address());
    private final List<String> opened = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        node = Node.start(TestRedis.uri(), Map.of("roomwire.jwt.secret", Jwt.SECRET, "roomwire.trading.step", "1m"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void triesFiveTimesThenWaitsForTheReaderAndResumes() {
        PageModel model = PageModel.of(user, "Patient").started();
        try (TcpProxy way = TcpProxy.to(node.address().getPort()); Browser browser = Browser.open()) {
            Page page = page(browser, way, model);
            Locator trouble = page.locator(".trouble");
            model.think(0, 3);
            assertThat(rows(page)).hasCount(3);
            drop(page, way);
            for (int attempt = 1; attempt <= 5; attempt++) {
                attempting(page, attempt);
                int before = opened.size();
                page.clock().fastForward(800L << (attempt - 1));
                assertThat(opened).hasSize(before);
                page.clock().fastForward(200L << (attempt - 1));
                page.waitForCondition(() -> opened.size() == before + 1);
            }
            page.waitForFunction("() => document.querySelector('rw-trading').live.state.reason === 'attempts'");
            page.clock().runFor(50);
            assertThat(trouble).hasText("Max reconnection attempts reached");
            model.think(3, 6);
            way.heal();
            page.clock().runFor(60_000);
            assertThat(opened).hasSize(6);
            assertThat(page.locator(".live:visible")).hasCount(0);
            page.clock().resume();
            page.getByRole(AriaRole.BUTTON, named("Reconnect")).click();
            assertThat(page.locator(".indicator")).containsText("Live Updates Active");
            assertThat(page.getByRole(AriaRole.BUTTON, named("Reconnect"))).isHidden();
            assertThat(rows(page).locator(".message")).hasText(
                    new String[] {"thought 5", "thought 4", "thought 3", "thought 2", "thought 1", "thought 0"});
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void countsItsAttemptsAnewOnceItWasConnected() {
        PageModel model = PageModel.of(user, "Counter").started();
        try (TcpProxy way = TcpProxy.to(node.address().getPort()); Browser browser = Browser.open()) {
            Page page = page(browser, way, model);
            Locator trouble = page.locator(".trouble");
            for (int time = 0; time < 2; time++) {
                drop(page, way);
                attempting(page, 1);
                page.clock().fastForward(1000);
                attempting(page, 2);
                way.heal();
                page.clock().fastForward(2000);
                page.clock().resume();
                assertThat(page.locator(".indicator")).containsText("Live Updates Active");
                assertThat(trouble).hasText("");
            }
        }
    }

    @Test
    void tellsOfEventsThatWereLostWhileItWasAway() {
        PageModel model = PageModel.of(user, "Away").started();
        try (TcpProxy way = TcpProxy.to(node.address().getPort()); Browser browser = Browser.open()) {
            Page page = page(browser, way, model);
            model.think(0, 3);
            assertThat(rows(page)).hasCount(3);
            way.refuse();
            assertThat(page.locator(".trouble")).containsText("Connection lost");
            model.think(3, 120);
            way.heal();
            page.clock().fastForward(20_000);
            assertThat(rows(page).first()).containsText("thought 119",
                    new LocatorAssertions.ContainsTextOptions().setTimeout(15_000));
            page.getByLabel("Search").fill("missing");
            assertThat(page.locator(".events li[data-type=gap]")).containsText(
                    "Events are missing here: they are no longer kept.");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    @Tag("faults")
    void aTokenThatRanOutIsSaidAndNothingIsTriedAnyMore() {
        PageModel model = PageModel.of(user, "Expired").started();
        PageUser brief = new PageUser(user.node(), user.name(), Jwt.of(user.name(),
                Map.of("aud", "authenticated", "email", "mia@example.org"), Duration.ofSeconds(8)));
        try (TcpProxy way = TcpProxy.to(node.address().getPort()); Browser browser = Browser.open()) {
            Page page = page(brief, browser, way, model);
            assertThat(page.locator(".trouble")).hasText("Not authenticated",
                    new LocatorAssertions.HasTextOptions().setTimeout(30_000));
            assertThat(page.locator(".indicator")).containsText("Offline");
            assertThat(page.locator(".chip[data-state=auth_failed]")).isVisible();
            int tried = opened.size();
            assertThat(tried).isLessThanOrEqualTo(6);
            page.clock().runFor(120_000);
            assertThat(opened).hasSize(tried);
            page.getByRole(AriaRole.BUTTON, named(user.name())).click();
            page.getByLabel("User, or a token").fill(user.token());
            page.keyboard().press("Enter");
            assertThat(page.locator(".indicator")).containsText("Live Updates Active");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void asksAVisitorWithoutATokenToSignIn() {
        PageModel model = PageModel.of(user, "Hidden").started();
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(node.address().resolve(model.path()).toString());
            assertThat(page.locator("main")).containsText("Sign in to see your models");
            page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
            page.getByLabel("User, or a token").fill(user.token());
            page.keyboard().press("Enter");
            assertThat(page.locator("rw-trading-detail h2")).hasText("Hidden");
            assertThat(page.url()).doesNotContain(user.token());
            assertThat(browser.errors()).isEmpty();
        }
    }

    private Page page(Browser browser, TcpProxy way, PageModel model) {
        return page(user, browser, way, model);
    }

    /** The page, live, by a way that can be cut, and with a clock that goes by hand too. */
    private Page page(PageUser who, Browser browser, TcpProxy way, PageModel model) {
        browser.context().addInitScript(LONGEST);
        Page page = browser.tab();
        page.clock().install();
        page.onRequest(request -> {
            if (request.url().contains("/api/v1/events?")) {
                opened.add(request.url());
            }
        });
        who.signIn(browser);
        page.navigate(URI.create("http://127.0.0.1:" + way.port()).resolve(model.path()).toString());
        assertThat(page.locator(".indicator")).containsText("Live Updates Active");
        return page;
    }

    /** From here on the page's clock stands still unless it is told to run. */
    private static void drop(Page page, TcpProxy way) {
        page.clock().pauseAt(((Number) page.evaluate("Date.now() + 5000")).longValue());
        way.refuse();
    }

    private static void attempting(Page page, int attempt) {
        page.waitForFunction("attempt => document.querySelector('rw-trading').live.state.attempt === attempt", attempt);
        page.clock().runFor(50);
        assertThat(page.locator(".trouble")).hasText("Connection lost: attempt " + attempt + " of 5");
        assertThat(page.locator(".indicator")).containsText("Offline");
    }

    private static Locator rows(Page page) {
        return page.locator(".events li[data-type=thinking]");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
