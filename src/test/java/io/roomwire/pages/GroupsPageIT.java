package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.roomwire.pages.ConsoleBench.chip;
import static io.roomwire.pages.ConsoleBench.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import io.roomwire.console.AgentClient;
import io.roomwire.console.ConsoleWorld;
import io.roomwire.pages.ConsoleBench.Dongle;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TcpProxy;
import io.roomwire.testkit.TestRedis;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of groups, whose states come over one connection. */
@Timeout(60)
final class GroupsPageIT {

    private static final int FIVE_SECONDS = 5000;

    @Test
    @Tag("measured")
    void showsTheGroupOfTheDemoWithinFiveSeconds() {
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page("/groups"));
            Locator group = page.locator(".group").first();
            assertThat(group.locator(".buffers")).hasText(Pattern.compile("Buffer A->B: \\d+ \\| B->A: \\d+"),
                    new HasTextOptions().setTimeout(FIVE_SECONDS));
            assertThat(chip(page, "connected")).hasText("Connected");
            assertThat(page).hasTitle("Groups (1) · Roomwire");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void makesAGroupAndSwitchesItsRelay() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Page page = bench.page("/groups");
            assertThat(page.getByText("Two dongles of yours make one.")).isVisible();
            assertThat(page.getByText("This takes two dongles of yours")).isVisible();
            Dongle a = bench.dongle();
            Dongle b = bench.dongle();
            page.reload();
            page.locator("select[name=a]").selectOption(a.id());
            page.locator("select[name=b]").selectOption(b.id());
            bench.data(a);
            bench.data(b);
            page.locator("form").getByText("Make group").click();
            Locator group = page.locator(".group");
            assertThat(group.locator(".mode")).hasText("Inactive");
            assertThat(group).containsText(a.id());
            assertThat(page.locator("rw-toasts")).containsText("The group is made");
            group.getByText("Activate", new Locator.GetByTextOptions().setExact(true)).click();
            assertThat(group.locator(".mode")).hasText("Active");
            group.getByText("Deactivate").click();
            assertThat(group.locator(".mode")).hasText("Inactive");
            assertThat(page.getByText("This takes two dongles of yours")).isVisible();
            group.getByText("Console").click();
            assertThat(page).hasURL(Pattern.compile("/console\\?target=group:g_"));
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void saysWhyAGroupWasNotMadeAndFindsOneThatIsMadeElsewhere() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle a = bench.dongle();
            Dongle b = bench.dongle();
            Page page = bench.page("/groups");
            page.locator("select[name=a]").selectOption(a.id());
            page.locator("select[name=b]").selectOption(a.id());
            page.locator("form").getByText("Make group").click();
            assertThat(page.locator(".notice")).hasText("A group has two dongles.");
            String made = bench.group(a, b);
            assertThat(page.locator(".group h2")).hasText(made);
        }
    }

    @Test
    void showsWhoIsAwayAndWhatWaitsAsItChanges() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle a = bench.dongle();
            Dongle b = bench.dongle();
            String id = bench.group(a, b);
            AgentClient dataA = bench.data(a);
            AgentClient dataB = bench.data(b);
            Page page = bench.page("/groups");
            chip(page, "connected").waitFor();
            page.evaluate("() => { window.moved = []; new PerformanceObserver(list => moved.push(...list.getEntries()"
                    + ".flatMap(entry => entry.sources).map(({ node }) => (node?.outerHTML ?? node?.data ?? '')"
                    + ".slice(0, 200)))).observe({ type: 'layout-shift' }) }");
            bench.activate(id);
            Locator group = page.locator(".group");
            assertThat(group.locator(".mode")).hasText("Active");
            dataB.leave();
            assertThat(group.locator(".mode")).hasText("Degraded (B offline)");
            dataA.send(frame(a, "0x100", "01", "rx")).send(frame(a, "0x101", "02", "rx"))
                    .send(frame(a, "0x102", "03", "rx"));
            assertThat(group.locator(".buffers")).hasText("Buffer A->B: 3 | B->A: 0");
            AgentClient back = bench.data(b);
            assertThat(group.locator(".mode")).hasText("Active");
            assertThat(group.locator(".buffers")).hasText("Buffer A->B: 0 | B->A: 0");
            dataA.leave();
            assertThat(group.locator(".mode")).hasText("Degraded (A offline)");
            back.leave();
            assertThat(group.locator(".mode")).hasText("Degraded (A and B offline)");
            assertThat((List<?>) page.evaluate("moved")).isEmpty();
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void saysThatAStreamWasResetAndShowsHowTheGroupIs() {
        try (Node node = ConsoleWorld.node(); ConsoleBench bench = ConsoleBench.open(node.address(), node.address())) {
            String id = bench.group(bench.dongle(), bench.dongle());
            Page page = bench.page("/groups");
            chip(page, "connected").waitFor();
            bench.activate(id);
            assertThat(page.locator(".group .mode")).hasText(Pattern.compile("Active|Degraded.*"));
            TestRedis.call("DEL", "rw:{group:" + id + "}:events");
            bench.deactivate(id);
            Locator notice = page.locator(".notice");
            assertThat(notice).containsText(Pattern.compile("A group’s stream was reset at\\s+\\d\\d:\\d\\d:\\d\\d:"));
            assertThat(page.locator(".group .mode")).hasText("Inactive");
            notice.getByText("Dismiss").click();
            assertThat(notice).hasCount(0);
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void saysThatTheConnectionIsLostAndKnowsAllThatHappenedMeanwhile() {
        try (TcpProxy network = TcpProxy.to(DemoNodes.balancer().getPort());
             ConsoleBench bench = ConsoleBench.open(URI.create("http://127.0.0.1:" + network.port()),
                     DemoNodes.first())) {
            Dongle a = bench.dongle();
            Dongle b = bench.dongle();
            String id = bench.group(a, b);
            AgentClient dataA = bench.data(a);
            AgentClient dataB = bench.data(b);
            bench.activate(id);
            Page page = bench.page("/groups");
            chip(page, "connected").waitFor();
            assertThat(page.locator(".group .mode")).hasText("Active");
            network.refuse();
            assertThat(page.getByText("Connection lost. Reconnecting...")).isVisible();
            dataB.leave();
            dataA.leave();
            network.heal();
            assertThat(page.locator(".group .mode")).hasText("Degraded (A and B offline)");
            assertThat(chip(page, "connected")).isVisible();
            assertThat(page.getByText("Connection lost")).hasCount(0);
        }
    }
}
