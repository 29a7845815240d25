package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page of work logs shows. */
@Timeout(60)
final class WorklogPageIT {

    private final PageUser user = PageUser.fresh(DemoNodes.balancer());

    @Test
    @Tag("measured")
    void showsLinesOfTheDemoWithinFiveSecondsToWhoeverOpensIt() {
        PageUser demo = PageUser.named(DemoNodes.first(), "demo");
        await().until(() -> Json.parse(demo.get("/api/v1/rooms")).size() > 0);
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page("/"));
            page.getByRole(com.microsoft.playwright.options.AriaRole.LINK,
                    new Page.GetByRoleOptions().setName("Work logs")).first().click();
            assertThat(page.locator(".line").first()).isVisible(
                    new LocatorAssertions.IsVisibleOptions().setTimeout(5000));
            assertThat(page.locator(".log .chip[data-state]")).containsText("SSE: connected");
            assertThat(page.locator(".log .chip[data-status]")).hasText(Pattern.compile("running|done|idle"));
            assertThat(page).hasTitle(Pattern.compile("A small game .* · Work log · Roomwire"));
            assertThat(page).hasURL(Pattern.compile("\\?id=[0-9a-f-]{36}$"));
            Accessibility.check(page);
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void aLineTellsItsTimeItsAgentAndByColourAndIconItsLevel() {
        PageRoom room = PageRoom.of(user, "Four levels");
        try (Browser browser = Browser.open()) {
            Page page = room.owner().open(browser, room.path());
            assertThat(page.locator(".lines")).containsText("No lines yet");
            for (String level : List.of("error", "success", "warn", "info")) {
                room.say(level, "This is " + level);
            }
            line(page, "error", "✕", "rgb(179, 38, 30)");
            line(page, "success", "✓", "rgb(26, 107, 47)");
            line(page, "warn", "⚠", "rgb(133, 86, 0)");
            line(page, "info", "ℹ", "rgb(86, 99, 95)");
            assertThat(page.locator(".log .counter")).hasText("4 lines");
            page.getByText("Raw events").click();
            assertThat(page.locator(".raw")).hasCount(4);
            assertThat(page).hasURL(Pattern.compile("&raw=1$"));
            assertThat(page.locator(".log .chip[data-state]")).containsText(
                    Pattern.compile("last \\d\\d:\\d\\d:\\d\\d"));
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static void line(Page page, String level, String icon, String colour) {
        Locator line = page.locator(".line[data-level=" + level + "]");
        assertThat(line).containsText(Pattern.compile("^\\s*\\[\\d\\d:\\d\\d:\\d\\d]\\s+\\[story]\\s+" + icon + level
                + ":\\s+This is " + level));
        assertThat(line.locator(".message")).hasCSS("color", colour);
    }

    @Test
    void goesDownWithTheLinesUntilTheReaderScrollsUp() {
        PageRoom room = PageRoom.of(user, "Scrolling");
        room.sayAll(0, 60);
        try (Browser browser = Browser.open()) {
            Page page = room.owner().open(browser, room.path());
            Locator panel = page.locator(".lines");
            Locator newer = page.locator("button.newer");
            assertThat(page.getByText("line 59", exactly())).isInViewport();
            assertThat(newer).isHidden();
            room.sayAll(60, 65);
            assertThat(page.getByText("line 64", exactly())).isInViewport();
            panel.hover();
            page.mouse().wheel(0, -300);
            assertThat(newer).hasText(Pattern.compile("To the newest line"));
            Object before = panel.evaluate("it => it.scrollTop");
            room.sayAll(65, 68);
            assertThat(newer).hasText("3 new lines ↓");
            assertThat(panel.evaluate("it => it.scrollTop")).isEqualTo(before);
            assertThat(page.getByText("line 67", exactly())).not().isInViewport();
            newer.click();
            assertThat(page.getByText("line 67", exactly())).isInViewport();
            assertThat(newer).isHidden();
            assertThat(panel).isFocused();
            page.keyboard().press("Home");
            assertThat(newer).isVisible();
            page.keyboard().press("End");
            assertThat(newer).isHidden();
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void keepsTheLastHundredLinesAndWhatTheReaderReadsInItsPlace() {
        PageRoom room = PageRoom.of(user, "Many lines");
        room.sayAll(0, 90);
        try (Browser browser = Browser.open()) {
            Page page = room.owner().open(browser, room.path());
            assertThat(page.locator(".line")).hasCount(90);
            Locator read = page.getByText("line 60", exactly());
            read.scrollIntoViewIfNeeded();
            assertThat(page.locator("button.newer")).isVisible();
            double place = read.boundingBox().y;
            Object sizes = sizes(page);
            room.sayAll(90, 130);
            assertThat(page.locator(".log .counter")).hasText("100 lines, the last 100 of 130");
            assertThat(page.locator(".line")).hasCount(100);
            assertThat(page.locator(".line .message").first()).hasText("line 30");
            assertThat(read.boundingBox().y).isCloseTo(place, within(2.0));
            assertThat(sizes(page)).isEqualTo(sizes);
        }
    }

    private static Object sizes(Page page) {
        return page.evaluate("""
                () => ['rw-worklog', '.log', '.panel', '.lines', 'rw-worklog-rooms', '.log details'].map(name => {
                  const { x, y, width, height } = document.querySelector(name).getBoundingClientRect()
                  return [x, y, width, height].join()
                }).join(' ')""");
    }

    @Test
    void takesOnlyWhatTheNodeStillHasAndSaysSo() {
        PageRoom room = PageRoom.of(user, "Older lines");
        room.sayAll(0, 130);
        try (Browser browser = Browser.open()) {
            Page page = room.owner().open(browser, room.path());
            assertThat(page.locator(".lines .mark")).containsText("Older lines are no longer kept.");
            assertThat(page.locator(".line .message").last()).hasText("line 129");
            assertThat(page.locator(".line .message").first()).hasText("line 31");
            room.sayAll(130, 132);
            assertThat(page.locator(".line .message").last()).hasText("line 131");
            assertThat(page.locator(".line")).hasCount(100);
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void userTextIsOnlyEverText() {
        String evil = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script> \u202e${1+1} javascript:ran()";
        PageRoom room = PageRoom.of(user, evil);
        try (Browser browser = Browser.open()) {
            Page page = room.owner().open(browser, room.path() + "&raw=1");
            room.say("error", evil, Map.of("note", evil, evil, 1));
            assertThat(page.locator(".line .message")).hasText(evil);
            page.locator(".line summary").click();
            assertThat(page.locator(".line details pre")).containsText("<script>");
            assertThat(page.locator(".log h2")).hasText(evil);
            assertThat(page.locator(".line .message")).hasCSS("unicode-bidi", "isolate");
            assertThat(page.locator("main img, main script")).hasCount(0);
            assertThat(page.evaluate("window.ran")).isNull();
            assertThat(page.locator(".raw")).containsText(Pattern.compile("id \\d+"));
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void fitsANarrowScreenWithLongWords() {
        PageRoom room = PageRoom.of(user, "W".repeat(400));
        room.say("success", "x".repeat(900), Map.of("long", "y".repeat(500)));
        try (Browser browser = Browser.open(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(375, 700))) {
            Page page = room.owner().open(browser, room.path() + "&raw=1");
            assertThat(page.locator(".line")).hasCount(1);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= 375")).isTrue();
            assertThat((Boolean) page.locator(".lines").evaluate("it => it.scrollWidth <= it.clientWidth")).isTrue();
            Accessibility.check(page);
        }
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
