package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.WaitUntilState;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.TcpProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That the messages of a project's chat are complete, in order and loaded once, however the page came to be. */
@Timeout(180)
final class ChatResumeIT {

    private static final LocatorAssertions.HasTextOptions PATIENTLY =
            new LocatorAssertions.HasTextOptions().setTimeout(20_000);

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
    void threeTabsAreEachCompleteAndInOrderAlsoWhenOneIsRefreshedInTheMiddle() {
        project.sayAll(tom, "a", 10);
        List<Page> tabs = List.of(project.live(browser, mia), project.live(browser, mia), project.live(browser, mia));
        Page refreshed = tabs.get(1);
        project.sayAll(tom, "b", 10);
        assertThat(ChatProject.bodies(refreshed)).hasCount(20);
        List<Integer> loaded = new ArrayList<>();
        refreshed.onResponse(answer -> countLoaded(answer, loaded));
        List<Route> held = new ArrayList<>();
        refreshed.route("**/messages?**", held::add);
        refreshed.reload(new Page.ReloadOptions().setWaitUntil(WaitUntilState.COMMIT));
        project.sayAll(tom, "c", 10);
        assertThat(ChatProject.bodies(refreshed)).hasText(texts("c", 1, 10), PATIENTLY);
        held.getFirst().resume();
        for (Page tab : tabs) {
            assertThat(ChatProject.bodies(tab)).hasText(texts("a", 10, "b", 10, "c", 10), PATIENTLY);
        }
        assertThat(loaded).as("loaded by HTTP").containsExactly(20);
        assertThat(refreshed.locator("rw-chat-log li[data-source=history]")).hasCount(20);
    }

    private static void countLoaded(Response answer, List<Integer> loaded) {
        if (answer.request().method().equals("GET") && answer.url().contains("/messages?")) {
            loaded.add(Json.at(answer.text(), "messages").size());
        }
    }

    @Test
    void aFreshTabBeginsWhereOthersAreAndLoadsWhatIsOlder() {
        project.sayAll(tom, "a", 60);
        Page first = project.live(browser, mia);
        long newest = project.say(tom, "b1");
        assertThat(ChatProject.bodies(first).last()).hasText("b1");
        String key = "last-seq:" + mia + ':' + project.id();
        first.waitForFunction("([key, seq]) => localStorage.getItem(key) === seq",
                List.of(key, String.valueOf(newest)));
        Page second = project.live(browser, mia);
        assertThat(second.locator("rw-chat .facts")).containsText("Began after" + "\n" + newest,
                new LocatorAssertions.ContainsTextOptions().setUseInnerText(true));
        assertThat(ChatProject.bodies(second)).hasCount(50);
        assertThat(ChatProject.bodies(second).last()).hasText("b1");
    }

    @Test
    void tabsTellEachOtherWhereTheyAre() {
        Page first = project.live(browser, mia);
        Page listener = browser.tab(DemoNodes.page("/room"));
        listener.evaluate("name => { globalThis.told = [];"
                + " new BroadcastChannel(name).onmessage = event => told.push(event.data) }", "pc:" + project.id());
        long seq = project.say(tom, "m");
        listener.waitForFunction("seq => told.some(each => each.type === 'seq' && each.seq === Number(seq))",
                String.valueOf(seq));
        assertThat(ChatProject.bodies(first)).hasText("m");
    }

    @Test
    void pagesTheHistoryAfterTheReplayUntilItReachesTheLiveMessages() {
        project.say(tom, "before");
        Page page = project.live(browser, mia);
        assertThat(ChatProject.bodies(page)).hasText("before");
        page.navigate(DemoNodes.page("/room"));
        project.sayAll(tom, "m", 310);
        List<Route> held = new ArrayList<>();
        page.route("**/messages?**after_seq**", route -> {
            held.add(route);
            if (held.size() > 1) {
                route.resume();
            }
        });
        page.navigate(project.address());
        assertThat(page.locator("rw-chat .line")).hasText("Catching up: 0 of 110 further messages.", PATIENTLY);
        project.say(tom, "live");
        assertThat(ChatProject.bodies(page).last()).hasText("live");
        assertThat(page.locator("rw-chat .facts")).containsText("Replayed\n200",
                new LocatorAssertions.ContainsTextOptions().setUseInnerText(true));
        held.getFirst().resume();
        assertThat(page.locator("rw-chat .line")).containsText("Live since",
                new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
        assertThat(ChatProject.bodies(page)).hasText(texts("before", 0, "m", 310, "live", 0), PATIENTLY);
        assertThat(held).hasSize(2);
    }

    @Test
    void goesOnByItselfAfterACut() {
        try (TcpProxy wire = TcpProxy.to(DemoNodes.balancer().getPort())) {
            Page page = project.open(browser, mia, "http://127.0.0.1:" + wire.port());
            project.say(tom, "a1");
            assertThat(ChatProject.bodies(page)).hasText("a1");
            wire.refuse();
            assertThat(page.locator("rw-chat .chip").first()).hasAttribute("data-state", "reconnecting");
            assertThat(page.locator("rw-chat .line"))
                    .hasText("Not live: what is said now comes when the stream is back.");
            project.sayAll(tom, "b", 5);
            wire.heal();
            assertThat(ChatProject.bodies(page)).hasText(texts("a", 1, "b", 5), PATIENTLY);
            assertThat(page.locator("rw-chat .chip").first()).hasAttribute("data-state", "connected");
            assertThat(page.locator("rw-chat .line")).containsText("5 replayed");
            page.navigate("about:blank");
        }
    }

    @Test
    void loadsOlderMessagesInTurnWhileTheReaderStaysWhereHeIs() {
        project.sayAll(tom, "m", 120);
        Page page = project.live(browser, mia);
        assertThat(ChatProject.bodies(page)).hasText(texts("m", 71, 120));
        page.locator("rw-chat-log [role=log]").evaluate("box => { box.scrollTop = 0 }");
        Locator read = ChatProject.messages(page).first();
        String key = Objects.requireNonNull(read.getAttribute("data-key"));
        double before = page.locator("[data-key='" + key + "']").boundingBox().y;
        page.getByText("Load older").click();
        assertThat(ChatProject.bodies(page)).hasText(texts("m", 21, 120));
        assertThat(page.locator("[data-key='" + key + "']").boundingBox().y).isCloseTo(before, within(1.0));
        page.locator("rw-chat-log [role=log]").evaluate("box => { box.scrollTop = 0 }");
        page.getByText("Load older").click();
        assertThat(ChatProject.bodies(page)).hasText(texts("m", 1, 120));
        assertThat(page.locator("rw-chat-log .older")).hasText("This is the beginning of what is retained.");
    }

    @Test
    void asksAgainForAHistoryThatDidNotCome() {
        project.say(tom, "m1");
        Page page = browser.tab();
        page.addInitScript(ChatProject.signedInAs(mia));
        List<Route> asked = new ArrayList<>();
        page.route("**/messages?**", route -> {
            asked.add(route);
            if (asked.size() == 1) {
                route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{\"message\":\"Redis is away\"}"));
            } else if (asked.size() == 2) {
                route.fulfill(new Route.FulfillOptions().setStatus(400).setBody("{\"error\":\"No such page\"}"));
            } else {
                route.resume();
            }
        });
        page.navigate(project.address());
        assertThat(page.locator("rw-chat-log .older")).containsText("No such page");
        assertThat(asked).hasSize(2);
        page.getByText("Try again").click();
        assertThat(ChatProject.bodies(page)).hasText("m1");
    }

    @Test
    void saysThatTheStreamWasResetAndLoadsWhatThereIs() {
        project.sayAll(tom, "m", 3);
        Page page = browser.tab();
        page.addInitScript(ChatProject.signedInAs(mia));
        page.addInitScript("if (location.protocol === 'http:') sessionStorage.setItem('last-seq:" + mia + ':'
                + project.id() + "', '7')");
        page.navigate(project.address());
        assertThat(page.locator("rw-chat .notice")).containsText("The stream was reset at");
        assertThat(page.locator("rw-chat .notice")).containsText("history_unavailable");
        assertThat(ChatProject.bodies(page)).hasText(texts("m", 1, 3));
        project.say(tom, "live");
        assertThat(ChatProject.bodies(page).last()).hasText("live");
        page.getByText("Dismiss").click();
        assertThat(page.locator("rw-chat .notice")).hasCount(0);
    }

    /** Prefixes, each with how many; 0 for the prefix alone. */
    private static String[] texts(Object... prefixes) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < prefixes.length; i += 2) {
            String prefix = (String) prefixes[i];
            int count = (int) prefixes[i + 1];
            IntStream.rangeClosed(Math.min(1, count), count).forEach(n -> texts.add(n == 0 ? prefix : prefix + n));
        }
        return texts.toArray(String[]::new);
    }

    private static String[] texts(String prefix, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> prefix + n).toArray(String[]::new);
    }
}
