package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.roomwire.pages.ConsoleBench.chip;
import static io.roomwire.pages.ConsoleBench.figure;
import static io.roomwire.pages.ConsoleBench.frame;
import static io.roomwire.pages.ConsoleBench.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import io.roomwire.console.AgentClient;
import io.roomwire.console.ConsoleWorld;
import io.roomwire.pages.ConsoleBench.Dongle;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TcpProxy;
import io.roomwire.testkit.TestRedis;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the console says of its stream, and that nothing is missing or twice where it says so. */
@Timeout(60)
final class ConsoleConnectionIT {

    @Test
    void saysThatTheConnectionIsLostAndGoesOnWhereItWas() {
        try (TcpProxy network = TcpProxy.to(DemoNodes.balancer().getPort());
             ConsoleBench bench = ConsoleBench.open(at(network.port()), DemoNodes.first())) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            AgentClient data = bench.data(dongle);
            data.send(frame(dongle, "0x001", "01", "rx"));
            assertThat(frames(page)).hasCount(1);
            network.refuse();
            assertThat(page.getByRole(AriaRole.ALERT))
                    .hasText("Connection lost. Reconnecting...");
            assertThat(page.locator(".head .chip")).containsText("Disconnected, attempt");
            assertThat(figure(page, "CAN rate (5 s)")).hasText("–");
            data.send(frame(dongle, "0x002", "02", "rx")).send(frame(dongle, "0x003", "03", "rx"));
            network.heal();
            assertThat(chip(page, "connected")).hasText("Connected", new HasTextOptions().setTimeout(20_000));
            assertThat(page.getByText("Connection lost")).hasCount(0);
            data.send(frame(dongle, "0x004", "04", "rx"));
            assertThat(frames(page)).hasCount(4);
            assertThat(marks(page)).containsExactly("004", "003", "002", "001");
        }
    }

    @Test
    void pausesWithoutAConnectionAndGoesOnWhereItWas() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            AgentClient data = bench.data(dongle);
            page.locator(".head").getByText("Pause").click();
            assertThat(chip(page, "paused")).hasText("Disconnected, paused");
            assertThat(page.locator(".notice")).containsText(Pattern.compile("Paused after \\d+\\.\\s+Resume goes on"));
            IntStream.range(1, 6).forEach(i -> data.send(frame(dongle, "0x00" + i, "01", "rx")));
            assertThat(frames(page)).hasCount(0);
            page.locator(".head").getByText("Resume").click();
            assertThat(frames(page)).hasCount(5);
            assertThat(marks(page)).containsExactly("005", "004", "003", "002", "001");
            assertThat(page.locator(".notice")).hasCount(0);
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void countsResetsUntilItIsCleared() {
        try (Node node = ConsoleWorld.node(); ConsoleBench bench = ConsoleBench.open(node.address(), node.address())) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            AgentClient data = bench.data(dongle);
            data.send(frame(dongle, "0x001", "01", "rx"));
            assertThat(frames(page)).hasCount(1);
            page.evaluate("document.querySelector('rw-console').watch"
                    + ".note('log', { code: 'SAMPLING_CHANGE', message: 'Sampling enabled at 1 in 3 frames.' })");
            assertThat(page.getByText("Sampling enabled")).isVisible();
            for (int i = 1; i < 3; i++) {
                TestRedis.call("DEL", "rw:{dongle:" + dongle.id() + "}:events");
                data.send(frame(dongle, "0x00" + (i + 1), "01", "rx"));
                assertThat(page.getByText("Stream reset received " + i + " time(s)")).isVisible();
                assertThat(tagged(page, "RESET")).hasCount(i);
            }
            assertThat(page.getByText("Sampling enabled")).hasCount(0);
            page.locator(".head").getByText("Clear").click();
            assertThat(rows(page)).hasCount(0);
            assertThat(page.getByText("Stream reset received")).hasCount(0);
            assertThat(figure(page, "RX")).hasText("0");
            data.send(frame(dongle, "0x004", "01", "rx"));
            assertThat(frames(page)).hasCount(1);
            assertThat(marks(page)).containsExactly("004");
            assertThat(figure(page, "RX")).hasText("1");
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void tellsTheModeThatAResetHasSwallowed() {
        try (Node node = ConsoleWorld.node(); ConsoleBench bench = ConsoleBench.open(node.address(), node.address())) {
            String group = bench.group(bench.dongle(), bench.dongle());
            Page page = bench.page("/console?target=group:" + group);
            chip(page, "connected").waitFor();
            bench.activate(group);
            assertThat(page.locator(".about .mode")).hasText(Pattern.compile("Active|Degraded.*"));
            page.locator(".head").getByText("Pause").click();
            TestRedis.call("DEL", "rw:{group:" + group + "}:events");
            bench.deactivate(group);
            page.locator(".head").getByText("Resume").click();
            assertThat(page.getByText("Stream reset received 1 time(s)")).isVisible();
            assertThat(page.locator(".about .mode")).hasText("Inactive");
            assertThat(tagged(page, "GROUP").filter(new Locator.FilterOptions().setHasText("INACTIVE"))).hasCount(0);
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void saysWhileFramesAreLeftOut() {
        Map<String, Object> settings = new HashMap<>(ConsoleWorld.SETTINGS);
        settings.put("roomwire.console.sampling", 20);
        try (Node node = Node.start(TestRedis.uri(), settings);
             ConsoleBench bench = ConsoleBench.open(node.address(), node.address())) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            AgentClient data = bench.data(dongle);
            for (int i = 0; i < 100; i++) {
                data.send(frame(dongle, "0x1A0", "01", "rx"));
            }
            Locator notice = page.locator(".notice");
            assertThat(notice).containsText(Pattern.compile("Sampling enabled at 1 in [23] frames"));
            assertThat(tagged(page, "LOG").first()).containsText("warn");
            assertThat(page.locator("rw-console-stats")).containsText("on the bus");
            assertThat(notice).hasCount(0);
            assertThat(tagged(page, "LOG").first()).containsText("Sampling disabled; rate below threshold.");
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void hidesTheListAndCountsAllTheSame() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            page.getByText("Hide events").click();
            assertThat(page.locator("rw-list")).hasCount(0);
            assertThat(page).hasURL(Pattern.compile("events=hidden"));
            bench.data(dongle).send(frame(dongle, "0x001", "01", "rx"));
            assertThat(figure(page, "RX")).hasText("1");
            page.getByText("Show events").click();
            assertThat(frames(page)).hasCount(1);
            assertThat(page).not().hasURL(Pattern.compile("events="));
        }
    }

    @Test
    void saysWhoMayNotWatchAndWhatIsNotThere() {
        try (ConsoleBench other = ConsoleBench.open(); ConsoleBench bench = ConsoleBench.open()) {
            Page foreign = bench.console(other.dongle());
            assertThat(foreign.locator(".notice")).containsText("This dongle is not yours to watch.");
            assertThat(chip(foreign, "auth_failed")).hasText("Disconnected, refused (403)");
            Page nothing = bench.page("/console?target=group:none");
            assertThat(nothing.locator(".notice")).containsText("There is no such group.");
            assertThat(chip(nothing, "closed")).hasText("Disconnected, refused (404)");
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    @Tag("faults")
    void saysThatTooManyStreamsAreOpenAndGoesOnByItself() {
        Map<String, Object> settings = new HashMap<>(ConsoleWorld.SETTINGS);
        settings.put("roomwire.limits.streams-per-user", 1);
        try (Node node = Node.start(TestRedis.uri(), settings);
             ConsoleBench bench = ConsoleBench.open(node.address(), node.address())) {
            Dongle dongle = bench.dongle();
            Page first = bench.live(dongle);
            Page second = bench.console(dongle);
            assertThat(chip(second, "rate_limited")).containsText(Pattern.compile("Disconnected, again in \\d+ s"));
            assertThat(second.getByText("Too many streams are open.")).isVisible();
            first.close();
            assertThat(chip(second, "connected")).hasText("Connected", new HasTextOptions().setTimeout(30_000));
            assertThat(second.locator(".notice")).hasCount(0);
        }
    }

    @Test
    void goesOnWithAnotherTokenWhereItWas() {
        try (Node node = ConsoleWorld.node(); ConsoleBench bench = ConsoleBench.open(node.address(), node.address())) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            AgentClient data = bench.data(dongle);
            data.send(frame(dongle, "0x001", "01", "rx"));
            assertThat(frames(page)).hasCount(1);
            page.evaluate("sessionStorage.setItem('roomwire.token', 'over')");
            page.locator(".head").getByText("Pause").click();
            page.locator(".head").getByText("Resume").click();
            assertThat(chip(page, "auth_failed")).hasText("Disconnected, refused (401)");
            assertThat(page.getByText("The session is over: sign in again.")).isVisible();
            data.send(frame(dongle, "0x002", "01", "rx"));
            page.locator("rw-nav .row button").first().click();
            page.getByLabel("User, or a token").fill(bench.session());
            page.getByText("Use", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(chip(page, "connected")).isVisible();
            assertThat(frames(page)).hasCount(2);
            assertThat(marks(page)).containsExactly("002", "001");
        }
    }

    @Test
    void asksAStrangerToSignInAndGoesOnWhenThatIsDone() {
        String user = ConsoleWorld.freshUser();
        try (Node node = ConsoleWorld.node(); Browser browser = Browser.open()) {
            String session = ConsoleWorld.token(user);
            String dongle = ConsoleWorld.dongle(node.address(), ConsoleWorld.register(node.address(), session), user);
            Page page = browser.tab(node.address().resolve("/console").toString());
            assertThat(page.getByText("Sign in to see dongles and groups")).isVisible();
            page.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).first().click();
            page.getByLabel("User, or a token").fill(session);
            page.getByText("Use", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(chip(page, "connected")).isVisible();
            assertThat(page.getByLabel("Target")).hasValue("dongle:" + dongle);
            assertThat(page).not().hasURL(Pattern.compile(Pattern.quote(session)));
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static Locator frames(Page page) {
        return page.locator(".event[data-kind=can_frame]");
    }

    private static List<String> marks(Page page) {
        return frames(page).locator(".mark").allTextContents();
    }

    private static Locator tagged(Page page, String tag) {
        return rows(page).filter(new Locator.FilterOptions().setHasText(tag));
    }
}
