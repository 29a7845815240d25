package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A room's page: its state, its packet and its decisions. */
@Timeout(90)
final class RoomPageIT {

    private static final double SOON_MS = 5000;
    private static final Pattern CONNECTED = Pattern.compile("SSE: connected\\s+last \\d\\d:\\d\\d:\\d\\d");

    private static final String BOXES = """
            [...document.querySelectorAll('.card')].map(it => it.getBoundingClientRect())
                .map(it => [it.top + scrollY, it.height])
            """;

    private final Browser browser = Browser.open(new NewContextOptions()
            .setPermissions(List.of("clipboard-read", "clipboard-write")));

    @AfterEach
    void nothingFailed() {
        assertThat(browser.errors()).isEmpty();
        browser.close();
    }

    @Test
    @Tag("measured")
    void showsLiveDataWithinFiveSecondsOfOpening() {
        Page page = browser.tab();
        page.navigate(DemoNodes.page("/room"));
        assertThat(page.locator(".head .chip")).hasText(CONNECTED, new HasTextOptions().setTimeout(SOON_MS));
        assertThat(page.locator("[data-of=trader]"))
                .containsText("Aurora", new ContainsTextOptions().setTimeout(SOON_MS));
        Locator messages = page.locator("rw-room-chat.public .message");
        page.waitForCondition(() -> messages.count() > 0, new Page.WaitForConditionOptions().setTimeout(SOON_MS));
        String newest = messages.last().getAttribute("data-id");
        page.waitForCondition(() -> !newest.equals(messages.last().getAttribute("data-id")));
        page.waitForCondition(() -> page.locator(".decision").count() > 0);
        assertThat(page.url()).endsWith("/room?id=t_001");
        assertThat(page).hasTitle("Room t_001 · Aurora · Roomwire");
        Accessibility.check(page);
    }

    @Test
    void fitsANarrowScreenWithLiveData() {
        try (Browser narrow = Browser.open(new NewContextOptions().setViewportSize(375, 700))) {
            Page page = narrow.tab(DemoNodes.page("/room"));
            page.waitForCondition(() -> page.locator(".decision").count() > 0
                    && page.locator(".message").count() > 0 && page.locator(".record").count() > 0);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= 375")).isTrue();
            Accessibility.check(page);
        }
    }

    @Test
    void showsWhatThePacketSays() {
        try (OwnRoom room = OwnRoom.running()) {
            room.put("""
                    {"account":{"total_equity":101234.5,"available_balance":77.25,\
                    "total_pnl":-12.5,"total_pnl_pct":-1.25},
                    "positions":[{"symbol":"NVDA","side":"LONG","entry_price":100,"mark_price":110.5,"quantity":7,\
                    "leverage":2,"unrealized_pnl":73.5,"unrealized_pnl_pct":10.5}],
                    "room_context":{"data_readiness":{"level":"WARN","reasons":["feed is late"]}},
                    "market_overview":{"source_kind":"desk","brief":"Calm day","status":"ok"},
                    "market_breadth":{"summary":"7 up, 3 down"},
                    "news_digest":{"titles":["Port strike ends","Rates unchanged"]},
                    "status":{"call_count":42,"scan_interval":"3m","market_gate":{"open":false}}}""");
            Page page = browser.tab(room.page());
            assertThat(page.locator("[data-of=trader]")).containsText("Nova Prime");
            assertThat(page.locator("[data-of=trader]")).containsText(room.id());
            assertThat(page.locator("[data-of=trader]")).containsText("running");
            Locator account = page.locator("[data-of=account]");
            assertThat(fact(account, "Equity")).hasText("101,234.50");
            assertThat(fact(account, "Available")).hasText("77.25");
            assertThat(fact(account, "P/L")).hasText("-12.50");
            assertThat(fact(account, "P/L %")).hasText("-1.25 %");
            assertThat(fact(account, "Calls")).hasText("42");
            assertThat(page.locator("[data-of=positions] tbody tr"))
                    .hasText(Pattern.compile("NVDA\\s*LONG\\s*7\\s*100.00\\s*110.50\\s*73.50\\s*\\+10.50 %\\s*2"));
            Locator context = page.locator("[data-of=context]");
            assertThat(fact(context, "Readiness")).containsText("WARN");
            assertThat(fact(context, "Readiness")).containsText("feed is late");
            assertThat(fact(context, "Market")).hasText("Calm day (desk, ok)");
            assertThat(fact(context, "Breadth")).containsText("7 up, 3 down");
            assertThat(fact(context, "News").locator("li"))
                    .hasText(new String[] {"Port strike ends", "Rates unchanged"});
            assertThat(fact(context, "Gate")).containsText("{\"open\":false}");
        }
    }

    @Test
    void showsDecisionsNewestFirstWithTheirJson() {
        try (OwnRoom room = OwnRoom.silent()) {
            room.decide(1, "NVDA", "buy", "OK", false);
            room.decide(2, "AAPL", "hold", "ERROR", true);
            Page page = browser.tab(room.page());
            Locator cards = page.locator(".decision");
            assertThat(cards.locator("h3")).hasText(new String[] {"#2", "#1"});
            room.decide(3, "TSLA", "sell", "WARN", false);
            assertThat(cards.locator("h3")).hasText(new String[] {"#3", "#2", "#1"});
            assertThat(cards.first()).containsText("sell TSLA");
            assertThat(cards.first()).containsText("3 at 10.50");
            assertThat(cards.first()).containsText("executed");
            assertThat(cards.first()).containsText("thought 3");
            assertThat(cards.first()).containsText("WARN");
            assertThat(cards.nth(1)).containsText("forced hold");
            assertThat(cards.first()).not().containsText("decision_meta");
            cards.first().locator("summary").click();
            assertThat(cards.first().locator("pre")).containsText("\"cycle_number\": 3");
            assertThat(cards.first().locator("pre")).containsText("\"thinking_symbol\": \"TSLA\"");
            cards.first().locator("button:has-text('Copy')").click();
            assertThat(page.locator(".toast")).hasText("Copied");
            assertThat((String) page.evaluate("navigator.clipboard.readText()")).contains("\"cycle_number\": 3");
        }
    }

    @Test
    void keepsTheChosenRoomInItsAddress() {
        try (OwnRoom room = OwnRoom.silent()) {
            room.say("Mia", "only here");
            Page page = browser.tab(DemoNodes.page("/room"));
            assertThat(page.locator("[data-of=trader]")).containsText("Aurora");
            page.locator(".head select").selectOption(room.id());
            assertThat(page.locator("[data-of=trader]")).containsText("Nova Prime");
            assertThat(page.locator("rw-room-chat.public .message")).hasCount(1);
            assertThat(page).hasURL(room.page());
            assertThat(page).hasTitle("Room " + room.id() + " · Nova Prime · Roomwire");
            page.reload();
            assertThat(page.locator("rw-room-chat.public .message")).containsText("only here");
        }
    }

    @Test
    void saysThatThereIsNoSuchRoomAndShowsItOnceThereIs() {
        OwnRoom room = OwnRoom.silent();
        room.close();
        Page page = browser.tab(room.page());
        assertThat(page.locator(".head .chip")).containsText("SSE: error");
        assertThat(page.locator(".notice")).containsText("There is no room " + room.id());
        assertThat(page.locator(".notice a").first()).hasAttribute("href", "?id=t_001");
        assertThat(page.locator("rw-room-packet")).hasCount(0);
        Accessibility.check(page);
        room.register();
        assertThat(page.locator(".head .chip")).containsText("SSE: connected");
        assertThat(page.locator("[data-of=trader]")).containsText(room.id());
        assertThat(page.locator(".notice")).hasCount(0);
        room.close();
    }

    @Test
    void keepsEverythingInItsPlaceWhileEventsArrive() {
        try (OwnRoom room = OwnRoom.silent()) {
            Page page = browser.tab(room.page());
            assertThat(page.locator("[data-of=trader]")).isVisible();
            assertThat(page.locator("rw-room-audit .empty")).containsText("no record");
            assertThat(page.locator("rw-room-decisions .empty")).containsText("No decision yet.");
            assertThat(page.locator("rw-room-packet")).containsText("No open positions.");
            assertThat(page.locator("rw-room-chat.public .empty")).hasText("Nobody has said anything yet.");
            Object before = page.evaluate(BOXES);
            for (int cycle = 1; cycle <= 5; cycle++) {
                room.holds(cycle, "NVDA");
                room.say("Mia", "line " + cycle);
            }
            assertThat(page.locator(".decision")).hasCount(5);
            assertThat(page.locator(".message")).hasCount(5);
            page.locator("rw-room-audit button:has-text('Reload')").click();
            assertThat(page.locator(".record")).hasCount(5);
            assertThat(page.evaluate(BOXES)).isEqualTo(before);
        }
    }

    @Test
    void showsMarkupScriptAndBidiMarksAsText() {
        String markup = "<img src=x onerror=\\\"window.hit=1\\\"><script>window.hit=1</script>";
        String shown = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>";
        String turned = "\\u202Eevil\\u202C";
        try (OwnRoom room = OwnRoom.named(markup)) {
            room.say(turned, markup);
            room.say("Mia", turned);
            room.decide("""
                    {"cycle_number":1,"cot_trace":"%1$s","decision_source":"%1$s","execution_log":["%1$s"],
                    "decisions":[{"action":"%1$s","symbol":"%2$s","quantity":1,"price":1,"reasoning":"%2$s"}]}"""
                    .formatted(markup, turned));
            room.put("""
                    {"positions":[{"symbol":"%1$s"}],"market_overview":{"brief":"%1$s","source_kind":"%2$s"},
                    "news_digest":{"titles":["%1$s"]}}""".formatted(markup, turned));
            Page page = browser.tab(room.page());
            Locator said = page.locator("rw-room-chat.public .message");
            assertThat(said.locator("p")).hasText(new String[] {shown, "\u202Eevil\u202C"});
            assertThat(said.locator("strong").first()).hasCSS("unicode-bidi", "isolate");
            assertThat(said.locator("p").last()).hasCSS("unicode-bidi", "isolate");
            assertThat(page.locator(".decision")).containsText(shown);
            Locator turnedAside = page.locator(".decision bdi")
                    .filter(new Locator.FilterOptions().setHasText("\u202Eevil\u202C"));
            assertThat(turnedAside).hasCount(2);
            assertThat(turnedAside.last()).hasCSS("unicode-bidi", "isolate");
            assertThat(page.locator(".record")).containsText(shown);
            assertThat(page.locator("h1")).hasText("Room of " + shown);
            assertThat(fact(page.locator("[data-of=context]"), "News").locator("li")).hasText(shown);
            assertThat(page.locator("[data-of=positions] tbody th")).hasText(shown);
            page.locator(".message summary").first().click();
            assertThat(page.locator(".message pre")).containsText("<script>");
            assertThat(page.locator("rw-room img, rw-room script")).hasCount(0);
            assertThat(page.evaluate("window.hit")).isNull();
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
        }
    }

    @Test
    void treatsMarkupInItsAddressAsText() {
        Page page = browser.tab(DemoNodes.page("/room?id=%3Cimg%20src=x%20onerror=%22window.hit=1%22%3E"));
        assertThat(page.locator(".notice code")).hasText("<img src=x onerror=\"window.hit=1\">");
        assertThat(page.evaluate("window.hit")).isNull();
    }

    private static Locator fact(Locator list, String name) {
        return list.locator("div", new Locator.LocatorOptions().setHas(list.page().locator(
                "dt", new Page.LocatorOptions().setHasText(Pattern.compile("^" + name + "$"))))).locator("dd");
    }
}
