package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TcpProxy;
import io.roomwire.testkit.TestRedis;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of work logs at a node that is no demo run: rooms made and started, access, and streams that break. */
@Timeout(90)
final class WorklogWorkIT {

    @SuppressWarnings("NullAway.Init")
    private static Node node;

    private final PageUser user = PageUser.fresh(node.address());

    @BeforeAll
    static void start() {
        node = Node.start(TestRedis.uri(), Map.of("roomwire.jwt.secret", Jwt.SECRET));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aNewRoomIsChosenAndStarted() {
        try (Browser browser = Browser.open()) {
            Page page = user.open(browser, "/worklog");
            assertThat(page.locator(".rooms")).containsText("You have no room yet");
            page.getByLabel("What shall the agents make?").fill("A tale of two lamps");
            page.getByRole(AriaRole.BUTTON, button("Create room")).click();
            assertThat(page.locator(".log h2")).hasText("A tale of two lamps");
            assertThat(page.locator(".rooms button[aria-current=true]")).containsText("A tale of two lamps");
            assertThat(status(page)).hasText("idle");
            assertThat(page).hasURL(Pattern.compile("\\?id=[0-9a-f-]{36}$"));
            page.getByRole(AriaRole.BUTTON, button("Start")).click();
            assertThat(page.locator(".line")).hasText(Pattern.compile(
                    "\\[\\d\\d:\\d\\d:\\d\\d]\\s+\\[orchestrator]\\s+ℹinfo:\\s+Workflow started\\s+\\(said by this "
                            + "page\\)"));
            assertThat(status(page)).hasText("running");
            assertThat(page.getByRole(AriaRole.BUTTON, button("Start"))).isDisabled();
            assertThat(page).hasTitle("A tale of two lamps (running) · Work log · Roomwire");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void looksAtTheRoomEveryThreeSecondsUntilTheWorkIsDone() {
        PageRoom room = PageRoom.of(user, "Done soon");
        try (Browser browser = Browser.open()) {
            List<String> asked = new CopyOnWriteArrayList<>();
            Page page = started(browser, room, asked);
            page.clock().runFor(3100);
            page.clock().runFor(3100);
            assertThat(status(page)).hasText("running");
            assertThat(asked).hasSizeBetween(2, 3);
            room.set("done");
            page.clock().runFor(3100);
            assertThat(status(page)).hasText("done");
            assertThat(page.getByRole(AriaRole.BUTTON, button("Start again"))).isEnabled();
            int all = asked.size();
            page.clock().runFor(12_000);
            assertThat(asked).hasSize(all);
        }
    }

    @Test
    void givesUpLookingAfterAMinute() {
        PageRoom room = PageRoom.of(user, "Never done");
        try (Browser browser = Browser.open()) {
            List<String> asked = new CopyOnWriteArrayList<>();
            Page page = started(browser, room, asked);
            for (int second = 0; second < 66; second += 3) {
                page.clock().runFor(3000);
            }
            assertThat(asked.size()).isCloseTo(20, within(1));
            int all = asked.size();
            page.clock().runFor(12_000);
            assertThat(asked).hasSize(all);
            assertThat(status(page)).hasText("running");
            assertThat(page.locator(".log")).containsText("Status as of");
        }
    }

    /** The page's clock goes on by hand from here, so that a minute takes no minute. */
    private static Page started(Browser browser, PageRoom room, List<String> asked) {
        Page page = browser.tab();
        page.clock().install(new Clock.InstallOptions());
        room.owner().signIn(browser);
        page.navigate(room.owner().node().resolve(room.path()).toString());
        assertThat(page.locator(".log .chip[data-state]")).containsText("SSE: connected");
        assertThat(status(page)).hasText("idle");
        page.onRequest(request -> {
            if (request.method().equals("GET") && request.url().endsWith(room.route())) {
                asked.add(request.url());
            }
        });
        page.getByRole(AriaRole.BUTTON, button("Start")).click();
        assertThat(page.locator(".line")).hasCount(1);
        return page;
    }

    @Test
    @Tag("faults")
    void pollsVisiblyAfterThreeAttemptsAndComesBackWithNothingMissingOrTwice() {
        PageRoom room = PageRoom.of(user, "Drops");
        room.sayAll(0, 3);
        try (TcpProxy way = TcpProxy.to(node.address().getPort()); Browser browser = Browser.open()) {
            browser.context().addInitScript("Math.random = () => 0.9999"); // the longest waits, so that each is seen
            Page page = user.open(browser, URI.create("http://127.0.0.1:" + way.port()), room.path());
            Locator chip = page.locator(".log .chip[data-state]");
            assertThat(page.locator(".line")).hasCount(3);
            way.refuse();
            assertThat(chip).containsText(Pattern.compile("SSE: reconnecting \\(attempt \\d\\)"));
            room.sayAll(3, 6);
            Locator notice = page.locator(".notice");
            assertThat(notice).containsText("Live updates were lost: polling every 5 seconds instead.",
                    new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions().setTimeout(15_000));
            assertThat(chip).containsText("SSE: closed");
            assertThat(notice).containsText("Failed to fetch");
            room.set("done");
            way.heal();
            assertThat(chip).containsText("SSE: connected",
                    new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions().setTimeout(10_000));
            assertThat(notice).hasCount(0);
            assertThat(page.locator(".line .message")).hasText(
                    new String[] {"line 0", "line 1", "line 2", "line 3", "line 4", "line 5"});
            assertThat(status(page)).hasText("done");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void marksLinesThatWereLostWhileItWasAway() {
        PageRoom room = PageRoom.of(user, "Away for long");
        room.sayAll(0, 3);
        try (TcpProxy way = TcpProxy.to(node.address().getPort()); Browser browser = Browser.open()) {
            Page page = user.open(browser, URI.create("http://127.0.0.1:" + way.port()), room.path());
            assertThat(page.locator(".line")).hasCount(3);
            way.refuse();
            room.sayAll(3, 150);
            way.heal();
            assertThat(page.locator(".line .message").last()).hasText("line 149");
            assertThat(page.locator(".mark")).containsText("Lines are missing here: they are no longer kept.");
            assertThat(page.locator(".mark + .line .message")).hasText("line 51");
            assertThat(page.locator(".line")).hasCount(99);
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void asksAVisitorWithoutATokenToSignIn() {
        PageRoom room = PageRoom.of(user, "Behind a token");
        room.say("info", "hello");
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(user.node().resolve(room.path()).toString());
            assertThat(page.locator("main")).containsText("Sign in to see your work logs");
            page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
            page.getByLabel("User, or a token").fill(user.name());
            page.keyboard().press("Enter");
            assertThat(page.locator("rw-nav [role=alert]")).hasText("This node gives no tokens: paste one.");
            page.getByLabel("User, or a token").fill(user.token());
            page.keyboard().press("Enter");
            assertThat(page.locator(".line .message")).hasText("hello");
            assertThat(page.url()).doesNotContain(user.token());
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void saysThatATokenWasRefused() {
        try (Browser browser = Browser.open()) {
            String forged = user.token().substring(0, user.token().length() - 4) + "AAAA";
            Page page = new PageUser(user.node(), user.name(), forged).open(browser, "/worklog");
            assertThat(page.locator("main")).containsText("This token was refused");
            page.getByRole(AriaRole.BUTTON, button(user.name())).click();
            page.getByLabel("User, or a token").fill(user.token());
            page.keyboard().press("Enter");
            assertThat(page.locator(".rooms")).containsText("You have no room yet");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void showsSomebodyElsesRoomAndLeavesItsStartToHim() {
        PageRoom room = PageRoom.of(user, "Not yours");
        try (Browser browser = Browser.open()) {
            Page page = PageUser.fresh(node.address()).open(browser, room.path());
            assertThat(page.locator(".log h2")).hasText("Not yours");
            assertThat(page.locator(".log")).containsText("Only its owner starts it.");
            assertThat(page.getByRole(AriaRole.BUTTON, button("Start"))).isDisabled();
        }
    }

    @Test
    void saysThatThereIsNoSuchRoom() {
        try (Browser browser = Browser.open()) {
            Page page = user.open(browser, "/worklog?id=00000000-0000-4000-8000-000000000000");
            assertThat(page.locator(".notice")).containsText("This room cannot be shown: Room with ID");
            assertThat(page.locator(".log .chip[data-state]")).containsText("SSE: closed");
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static Locator status(Page page) {
        return page.locator(".log .chip[data-status]");
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
