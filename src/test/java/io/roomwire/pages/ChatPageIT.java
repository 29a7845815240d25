package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page of a project's chat shows. */
@Timeout(120)
final class ChatPageIT {

    private static final String MARKUP = "<img src=x onerror=globalThis.ran=1><script>globalThis.ran=1</script>";
    private static final String RIGHT_TO_LEFT = "\u202Eevil\u05D0\u05D1";

    private final ChatProject project = ChatProject.fresh();
    private final String mia = project.owner();
    private final String tom = project.other();
    private final Browser browser = Browser.open();

    @AfterEach
    void close() {
        assertThat(browser.errors()).isEmpty();
        browser.close();
    }

    @Test
    @Tag("measured")
    void showsWhatIsSaidWithinFiveSecondsOfOpening() {
        long opened = System.nanoTime();
        Page page = browser.tab(DemoNodes.page("/"));
        page.locator("rw-nav nav").getByText("Chat").click();
        assertThat(page.locator("rw-chat-log li[data-source=live]").first()).isVisible();
        assertThat(System.nanoTime() - opened).isLessThan(5_000_000_000L);
        assertThat(page.locator("rw-chat .chip[data-state=connected]"))
                .containsText(Pattern.compile("SSE: connected\\s+last \\d\\d:\\d\\d:\\d\\d"));
        assertThat(page).hasURL(Pattern.compile("/chat\\?project=demo$"));
        assertThat(page).hasTitle(Pattern.compile("demo · Project chat · Roomwire"));
        assertThat(page.locator("rw-chat .people li[data-user=demo]")).containsText("you, here");
        assertThat(page.locator("rw-chat-log li[data-type=assistant]").first()).isVisible();
        Accessibility.check(page);
    }

    @Test
    void doesNotMoveWhileMessagesCome() {
        Page page = project.live(browser, mia);
        project.sayAll(tom, "m", 3);
        assertThat(ChatProject.bodies(page)).hasCount(3);
        page.evaluate("() => { globalThis.moved = 0; new PerformanceObserver(list => list.getEntries()"
                + ".forEach(entry => { moved += entry.value })).observe({ type: 'layout-shift' }) }");
        project.sayAll(tom, "more", 30);
        project.status(tom, "typing");
        assertThat(page.locator("rw-chat .typing")).hasText(tom + " is typing…");
        assertThat(ChatProject.bodies(page)).hasCount(33);
        assertThat((Number) page.evaluate("moved")).isEqualTo(0);
    }

    @Test
    void tellsTypesAndModesAndShowsWhatComesWithAMessage() {
        project.say(tom, "please build");
        project.service("POST", "/chat/assistant-messages", "{\"text\":\"Built.\",\"mode\":\"build\","
                + "\"build_id\":\"b1\",\"response_data\":{\"type\":\"build_completed\",\"message\":\"Done\"}}");
        project.service("POST", "/chat/assistant-messages", "{\"text\":\"Quiet hours.\",\"mode\":\"plan\","
                + "\"type\":\"system\"}");
        Page page = project.live(browser, mia);
        assertThat(ChatProject.message(page, "please build").locator(".tag"))
                .hasText(new String[] {"user", "unified", "to the team"});
        assertThat(ChatProject.message(page, "Built.").locator(".tag")).hasText(new String[] {"assistant", "build"});
        assertThat(ChatProject.message(page, "Quiet hours.").locator(".tag")).hasText(new String[] {"system", "plan"});
        Locator built = ChatProject.message(page, "Built.");
        assertThat(built.locator("details pre")).isHidden();
        built.locator("summary").click();
        assertThat(built.locator("summary")).hasText("response_data: build_completed · build b1");
        assertThat(built.locator("details pre")).containsText("\"message\": \"Done\"");
        Accessibility.check(page);
    }

    @Test
    void showsTheRawMessageAndWhichWayItCame() {
        project.say(tom, "old");
        Page page = project.live(browser, mia);
        long seq = project.say(tom, "new");
        Locator said = ChatProject.message(page, "new");
        said.getByText("raw").click();
        assertThat(said.locator(".raw")).containsText("came as live");
        assertThat(said.locator(".raw pre")).containsText("\"seq\": " + seq);
        assertThat(said.locator(".raw pre")).containsText("\"messageId\"");
        assertThat(said.locator(".seq")).hasText(String.valueOf(seq));
        said.getByText("raw", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(said.locator(".raw")).hasCount(0);
        ChatProject.message(page, "old").getByText("raw").click();
        assertThat(ChatProject.message(page, "old").locator(".raw")).containsText("came as history");
    }

    @Test
    void showsSignalsThatAreNotKept() {
        Page page = project.live(browser, mia);
        List<String> named = page.locator("rw-chat .signals code").allTextContents();
        assertThat(named).hasSize(6);
        named.forEach(name -> project.service("POST", "/chat/events",
                "{\"event\":\"" + name + "\",\"data\":{\"phase\":\"compile\"}}"));
        assertThat(page.locator("rw-chat .signals b")).hasText(named.reversed().toArray(String[]::new));
        assertThat(page.locator("rw-chat .signals pre").first()).hasText("{\"phase\":\"compile\"}");
    }

    @Test
    void whatPeopleWriteIsOnlyEverText() {
        String guest = "<img/src=x/onerror=globalThis.ran=1>";
        project.admit(mia, guest);
        Page page = project.live(browser, mia);
        project.say(guest, MARKUP);
        long read = project.say(guest, RIGHT_TO_LEFT);
        project.as(guest, "PUT", "/read", "{\"project_id\":\"" + project.id() + "\",\"read_up_to_seq\":" + read + '}');
        project.status(guest, "typing");
        project.service("POST", "/chat/events", "{\"event\":\"build.status\",\"data\":\"" + MARKUP + "\"}");
        project.service("POST", "/chat/assistant-messages", "{\"text\":\"" + MARKUP + "\",\"mode\":\"build\","
                + "\"response_data\":{\"type\":\"" + MARKUP + "\"}}");
        assertThat(ChatProject.bodies(page)).hasText(new String[] {MARKUP, RIGHT_TO_LEFT, MARKUP});
        assertThat(page.locator("rw-chat .signals pre")).containsText(MARKUP);
        assertThat(page.locator("rw-chat .typing")).hasText(guest + " is typing…");
        assertThat(page.locator("rw-chat .typing bdi")).hasText(guest);
        page.locator("rw-chat-log summary").click();
        page.locator("rw-chat-log").getByText("raw").first().click();
        page.getByLabel("Search messages").fill("script");
        assertThat(page.locator("rw-chat-search li")).hasCount(2);
        assertThat(page.locator("rw-chat-search mark")).hasCount(4);
        project.as(guest, "POST", "/presence", "{\"project_id\":\"" + project.id() + "\",\"status\":\"online\","
                + "\"activity\":\"" + MARKUP + "\"}");
        page.reload();
        assertThat(ChatProject.bodies(page)).hasCount(3);
        assertThat(page.locator("rw-chat .people")).containsText(MARKUP);
        assertThat(page.locator("rw-chat-log .readers bdi")).hasText(guest);
        assertThat(page.locator("rw-chat-log .readers bdi")).hasCSS("unicode-bidi", "isolate");
        assertThat(page.locator("rw-chat img, rw-chat script")).hasCount(0);
        assertThat(page.evaluate("globalThis.ran")).isNull();
        Locator rightToLeft = ChatProject.bodies(page).nth(1);
        assertThat(rightToLeft).hasAttribute("dir", "auto");
        assertThat(rightToLeft).hasCSS("unicode-bidi", Pattern.compile("isolate|plaintext"));
    }

    @Test
    void fitsANarrowScreen() {
        try (Browser small = Browser.open(new NewContextOptions().setViewportSize(375, 700))) {
            Page page = project.live(small, mia);
            project.say(tom, "x".repeat(300));
            project.say(tom, "w ".repeat(200));
            assertThat(ChatProject.bodies(page)).hasCount(2);
            page.locator("rw-chat-log").getByText("raw").first().click();
            page.getByLabel("Search messages").fill("x");
            assertThat(page.locator("rw-chat-search li")).hasCount(1);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= 375")).isTrue();
            Accessibility.check(page);
            assertThat(small.errors()).isEmpty();
        }
    }

    @Test
    void findsMessagesAndShowsThemWhereTheyWereSaid() {
        project.say(tom, "the needle in it");
        project.sayAll(tom, "m", 130);
        project.service("POST", "/chat/assistant-messages", "{\"text\":\"No Needle here\",\"mode\":\"plan\"}");
        Page page = project.live(browser, mia);
        Locator results = page.locator("rw-chat-search li");
        page.getByLabel("Search messages").fill("needle");
        assertThat(page.locator("rw-chat-search [role=status]")).hasText("2 found, newest first");
        assertThat(results).hasCount(2);
        assertThat(results.first()).containsText("No Needle here");
        Accessibility.check(page);
        page.getByLabel("by").selectOption("user");
        assertThat(results).hasCount(1);
        assertThat(page).hasURL(Pattern.compile("q=needle&type=user"));
        page.reload();
        assertThat(results).hasCount(1);
        assertThat(page.getByLabel("by")).hasValue("user");
        results.getByText("Show").click();
        Locator found = ChatProject.message(page, "the needle in it");
        assertThat(found).isInViewport();
        assertThat(found).hasClass("found");
        assertThat(found).isFocused();
        assertThat(ChatProject.messages(page)).hasCount(132);
        page.getByText("Close").click();
        assertThat(results).hasCount(0);
        assertThat(page).hasURL(Pattern.compile("/chat\\?project=[^&]+$"));
    }

    @Test
    void searchesOnWhereThereAreMore() {
        project.sayAll(tom, "same ", 25);
        Page page = project.live(browser, mia);
        page.getByLabel("Search messages").fill("same");
        assertThat(page.locator("rw-chat-search [role=status]")).hasText("25 found, newest first");
        assertThat(page.locator("rw-chat-search li p")).hasCount(20);
        page.getByText("More", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("rw-chat-search li p"))
                .hasText(IntStream.rangeClosed(1, 25).mapToObj(n -> "same " + (26 - n)).toArray(String[]::new));
    }

    @Test
    void opensAnotherProjectAndKeepsItInTheAddress() {
        ChatProject another = ChatProject.fresh();
        another.admit(mia, another.other());
        another.say(mia, "over there");
        project.say(mia, "over here");
        Page page = project.live(browser, mia);
        assertThat(ChatProject.bodies(page)).hasText("over here");
        page.getByLabel("Project").fill(another.id());
        page.getByLabel("Project").press("Enter");
        assertThat(ChatProject.bodies(page)).hasText("over there");
        assertThat(page).hasURL(Pattern.compile("project=" + another.id()));
        assertThat(page).hasTitle(Pattern.compile(another.id()));
        project.say(tom, "not shown any more");
        another.say(mia, "shown");
        assertThat(ChatProject.bodies(page)).hasText(new String[] {"over there", "shown"});
    }

    @Test
    void isAnotherUsersWhenTheUserIsAnother() {
        Page page = project.live(browser, mia);
        page.locator("rw-nav").getByText(mia).click();
        page.getByLabel("User, or a token").fill(tom);
        page.getByLabel("User, or a token").press("Enter");
        assertThat(page.locator("rw-chat .people li[data-user='" + tom + "']")).containsText("you, here");
        String people = "/presence?project_id=" + project.id();
        page.waitForCondition(() -> !project.as(tom, "GET", people, "").body().contains('"' + mia + '"'));
    }

    @Test
    void isUsedByKeyboard() {
        Page page = project.live(browser, mia);
        page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)).focus();
        page.keyboard().type("by hand");
        page.keyboard().press("Enter");
        assertThat(ChatProject.message(page, "by hand")).hasAttribute("data-source", "live");
        page.locator("rw-chat-log [role=log]").focus();
        page.keyboard().press("Tab");
        assertThat(ChatProject.message(page, "by hand").getByText("raw")).isFocused();
        page.keyboard().press("Enter");
        assertThat(ChatProject.message(page, "by hand").locator(".raw")).isVisible();
    }
}
