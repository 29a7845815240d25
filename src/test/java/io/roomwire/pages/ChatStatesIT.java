package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.SseViewer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page of a project's chat says when its stream is refused or ended, and how it comes back. */
@Timeout(120)
final class ChatStatesIT {

    private static final LocatorAssertions.HasAttributeOptions PATIENTLY =
            new LocatorAssertions.HasAttributeOptions().setTimeout(20_000);
    /** As many as a user may have. */
    private static final int PLACES = 10;

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
    void asksForATokenWhereNobodyGivesOne() {
        giveNoTokens();
        Page page = browser.tab(project.address());
        assertThat(page.locator("rw-chat form.card")).containsText("Sign in to see a project’s chat.");
        assertThat(page.locator("rw-chat .chip")).hasCount(0);
        Accessibility.check(page);
        project.say(tom, "hello");
        signIn(page, ChatProject.token(mia, Duration.ofMinutes(5)));
        assertThat(state(page)).hasAttribute("data-state", "connected");
        assertThat(ChatProject.bodies(page)).hasText("hello");
        assertThat(page.url()).doesNotContain("eyJ");
    }

    @Test
    @Tag("faults")
    void triesNothingMoreWhenTheTokenHasExpiredUntilSignedInAgain() {
        giveNoTokens();
        Page page = browser.tab();
        page.addInitScript("if (location.protocol === 'http:') sessionStorage.setItem('roomwire.token', '"
                + ChatProject.token(mia, Duration.ofSeconds(6)) + "')");
        List<String> streams = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains("/persistent-chat/")) {
                streams.add(request.method() + ' ' + request.url().replaceFirst("\\?.*", ""));
            }
        });
        page.navigate(project.address());
        assertThat(state(page)).hasAttribute("data-state", "connected");
        project.say(tom, "before");
        assertThat(state(page)).hasAttribute("data-state", "auth_failed", PATIENTLY);
        assertThat(page.locator("rw-chat form.card")).containsText("The token is not valid any more.");
        assertThat(ChatProject.bodies(page)).hasText("before");
        Accessibility.check(page);
        streams.clear();
        project.say(tom, "meanwhile");
        page.waitForTimeout(4000);
        assertThat(streams).as("asked while nothing can be had").isEmpty();
        assertThat(page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true))).isDisabled();
        signIn(page, ChatProject.token(mia, Duration.ofMinutes(5)));
        assertThat(state(page)).hasAttribute("data-state", "connected");
        assertThat(ChatProject.bodies(page)).hasText(new String[] {"before", "meanwhile"});
    }

    @Test
    void goesOnWithANewTokenWithoutAskingTheUserWhereTokensAreGiven() {
        Page page = project.live(browser, mia);
        page.evaluate("token => sessionStorage.setItem('roomwire.token', token)",
                ChatProject.token(mia, Duration.ofSeconds(-5)));
        page.evaluate("() => document.querySelector('rw-chat').chat.talk.reconnect()");
        project.say(tom, "hello");
        assertThat(ChatProject.bodies(page)).hasText("hello");
        assertThat(state(page)).hasAttribute("data-state", "connected");
    }

    @Test
    void saysSoWhereTheUserIsNoMember() {
        Page page = browser.tab();
        page.addInitScript(ChatProject.signedInAs("nobody-of-this"));
        page.navigate(project.address());
        assertThat(state(page)).hasAttribute("data-state", "auth_failed");
        assertThat(notice(page)).containsText("nobody-of-this may not see the project " + project.id());
        Accessibility.check(page);
        page.waitForResponse(answer -> answer.status() == 403, () -> notice(page).getByText("Try again").click());
        assertThat(state(page)).hasAttribute("data-state", "auth_failed");
        project.admit(mia, "nobody-of-this");
        assertThat(state(page)).hasAttribute("data-state", "connected");
        assertThat(page.locator("rw-chat-log")).containsText("Nobody has said anything yet.");
    }

    @Test
    void saysSoWhenAccessIsTakenAway() {
        Page page = project.live(browser, tom);
        project.admit(mia, "somebody-else");
        assertThat(state(page)).hasAttribute("data-state", "auth_failed", PATIENTLY);
        assertThat(notice(page)).containsText("may not see the project");
    }

    @Test
    @Tag("faults")
    void countsDownWhenTheUserHasAsManyStreamsAsMayBe() {
        List<SseViewer> viewers = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            viewers.add(SseViewer.watch(DemoNodes.balancer(), "/api/persistent-chat/stream?projectId=" + project.id()
                    + "&token=" + ChatProject.token(mia, Duration.ofMinutes(5))));
        }
        viewers.forEach(viewer -> viewer.awaitEvents(1));
        Page page = project.open(browser, mia);
        assertThat(state(page)).hasAttribute("data-state", "rate_limited");
        assertThat(notice(page)).containsText("has as many project streams open as may be");
        assertThat(state(page)).containsText(Pattern.compile("rate_limited\\s*\\(\\d s\\)"));
        page.waitForFunction("() => { const left = parseInt(document.querySelector('rw-chat .count')?.textContent);"
                + " globalThis.most = Math.max(globalThis.most ?? 0, left || 0); return left < most }");
        Accessibility.check(page);
        viewers.removeFirst().close();
        assertThat(state(page)).hasAttribute("data-state", "connected", PATIENTLY);
        assertThat(notice(page)).hasCount(0);
        viewers.forEach(SseViewer::close);
    }

    @Test
    void saysThatAnotherConnectionHasTakenItsPlace() {
        Page page = project.live(browser, mia);
        String instance = page.locator("rw-chat .facts dd").nth(1).innerText();
        try (SseViewer other = SseViewer.watch(DemoNodes.balancer(), "/api/persistent-chat/stream?projectId="
                + project.id() + "&client_instance_id=" + instance + "&token="
                + ChatProject.token(mia, Duration.ofMinutes(5)))) {
            other.awaitEvents(1);
            assertThat(state(page)).hasAttribute("data-state", "closed");
            assertThat(notice(page)).containsText("Another connection has taken this page’s place");
            project.say(tom, "meanwhile");
            Accessibility.check(page);
        }
        notice(page).getByText("Connect again").click();
        assertThat(state(page)).hasAttribute("data-state", "connected");
        assertThat(ChatProject.bodies(page)).hasText("meanwhile");
    }

    @Test
    void saysSoWhereThereCanBeNoSuchProject() {
        Page page = browser.tab(DemoNodes.page("/chat?project=%3Cb%3E"));
        assertThat(state(page)).hasAttribute("data-state", "closed");
        assertThat(notice(page)).containsText("The node refused the stream (400).");
    }

    /** As in production. */
    private void giveNoTokens() {
        browser.context().route("**/api/dev/token", route ->
                route.fulfill(new Route.FulfillOptions().setStatus(404).setBody("{}")));
    }

    private static void signIn(Page page, String token) {
        page.getByLabel("Token").fill(token);
        page.locator("rw-chat form.card button").click();
    }

    private static Locator state(Page page) {
        return page.locator("rw-chat .chip[data-state]");
    }

    private static Locator notice(Page page) {
        return page.locator("rw-chat .notice");
    }
}
