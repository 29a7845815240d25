package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.roomwire.pages.ConsoleBench.chip;
import static io.roomwire.pages.ConsoleBench.figure;
import static io.roomwire.pages.ConsoleBench.frame;
import static io.roomwire.pages.ConsoleBench.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import io.roomwire.console.AgentClient;
import io.roomwire.console.ConsoleWorld;
import io.roomwire.pages.ConsoleBench.Dongle;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the console shows of a dongle and of a group. */
@Timeout(60)
final class ConsolePageIT {

    private static final int FIVE_SECONDS = 5000;

    @Test
    @Tag("measured")
    void showsLiveDataWithinFiveSecondsToWhoHasChosenNothing() {
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page("/console"));
            assertThat(rows(page).nth(2)).isVisible(new IsVisibleOptions().setTimeout(FIVE_SECONDS));
            assertThat(chip(page, "connected")).hasText("Connected");
            assertThat(page).hasURL(Pattern.compile("target=group:g_"));
            assertThat(page).hasTitle(Pattern.compile("Console of group g_.* · Roomwire"));
            assertThat(figure(page, "CAN rate (5 s)")).hasText(Pattern.compile("[78]\\.\\d/s"));
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void showsAFrameOfADongle() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            bench.browser().context().addInitScript("window.EventSource = class extends EventSource {"
                    + " constructor(...given) { super(...given); window.withCookies = this.withCredentials } }");
            Page page = bench.live(dongle);
            assertThat(page.evaluate("withCookies")).isEqualTo(true);
            assertThat(page.locator(".frame .empty")).hasText("Nothing has come yet.");
            AgentClient data = bench.data(dongle);
            data.send(frame(dongle, "0x1A0", "beef01", "rx")).send(frame(dongle, "2b1", "02 10 03 00", "tx"));
            assertThat(rows(page).nth(0)).hasText(Pattern.compile(
                    "\\d\\d:00:00\\.123TX2B1\\[4] 02 10 03 00"));
            assertThat(rows(page).nth(1)).hasText(Pattern.compile("\\d\\d:00:00\\.123RX1A0\\[3] be ef 01"));
            assertThat(figure(page, "RX")).hasText("1");
            assertThat(figure(page, "TX")).hasText("1");
            assertThat(page.locator("rw-console-stats")).containsText("of frames that come here");
            assertThat(figure(page, "Last Event ID")).hasText(Pattern.compile("\\d{16}"));
            assertThat(page.locator(".about")).containsText("Dongle online");
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void showsWhatTravelsBetweenTheTwoOfAGroupAndHowTheRelayIs() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle a = bench.dongle();
            Dongle b = bench.dongle();
            String group = bench.group(a, b);
            AgentClient dataA = bench.data(a);
            AgentClient dataB = bench.data(b);
            Page page = bench.page("/console?target=group:" + group);
            chip(page, "connected").waitFor();
            bench.activate(group);
            dataA.send(frame(a, "0x100", "01", "rx"));
            dataB.send(frame(b, "0x200", "02", "rx"));
            assertThat(row(page, "A→B100")).hasCount(1);
            assertThat(row(page, "B→A200")).hasCount(1);
            assertThat(figure(page, "RX")).hasText("1");
            assertThat(figure(page, "TX")).hasText("1");
            assertThat(page.locator(".about .mode")).hasText("Active");
            dataB.leave();
            assertThat(page.locator(".about .mode")).hasText("Degraded (B offline)");
            dataA.send(frame(a, "0x101", "03", "rx"));
            assertThat(page.locator(".about .buffers")).hasText(Pattern.compile("Buffer A->B: [12] \\| B->A: 0"));
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void changesTheTargetAndKeepsTheChoiceInTheAddress() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle one = bench.dongle();
            Dongle two = bench.dongle();
            Page page = bench.live(one);
            bench.data(one).send(frame(one, "0x111", "01", "rx"));
            assertThat(row(page, "111")).hasCount(1);
            page.getByLabel("Target").selectOption("dongle:" + two.id());
            assertThat(page).hasURL(Pattern.compile("target=dongle:" + two.id()));
            assertThat(page).hasTitle("Console of dongle " + two.id() + " · Roomwire");
            assertThat(row(page, "111")).hasCount(0);
            assertThat(chip(page, "connected")).isVisible();
            bench.data(two).send(frame(two, "0x222", "01", "rx"));
            assertThat(row(page, "222")).hasCount(1);
            page.reload();
            assertThat(page.getByLabel("Target")).hasValue("dongle:" + two.id());
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void tellsTheLoadOfABusOfTheBitrateThatIsChosen() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            page.locator("rw-console-stats select").selectOption("10000");
            assertThat(page).hasURL(Pattern.compile("bitrate=10000"));
            AgentClient data = bench.data(dongle);
            for (int i = 0; i < 100; i++) {
                data.send(frame(dongle, "0x1A0", "0102030405060708", "rx"));
            }
            assertThat(figure(page, "CAN rate (5 s)")).hasText(Pattern.compile("(20|2[1-9]|[3-9]\\d|100)(\\.\\d)?/s"));
            assertThat(figure(page, "Bus load")).hasText(Pattern.compile("[12]?\\d\\d\\.\\d %"));
            page.locator("rw-console-stats select").selectOption("1000000");
            assertThat(figure(page, "Bus load")).hasText(Pattern.compile("[01]\\.\\d %"));
            assertThat(figure(page, "CAN rate (5 s)")).hasText("0.0/s");
        }
    }

    @Test
    void showsAllOfAnEventThatIsPickedByMouseOrKeys() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            AgentClient data = bench.data(dongle);
            data.send(frame(dongle, "0x100", "aa", "rx")).send(frame(dongle, "0x101", "bb", "rx"));
            row(page, "100").click();
            Locator detail = page.locator(".detail");
            assertThat(detail).containsText("\"data_hex\": \"aa\"");
            assertThat(detail).containsText(Pattern.compile("rw:\\{dongle:" + dongle.id() + "}:events \\d+-\\d+"));
            data.send(frame(dongle, "0x102", "cc", "rx"));
            assertThat(page.locator(".newer")).containsText("1 newer");
            assertThat(row(page, "102")).hasCount(0);
            page.locator("rw-list").press("ArrowUp");
            assertThat(detail).containsText("\"data_hex\": \"bb\"");
            assertThat(page.locator(".event[aria-selected=true]")).containsText("101");
            page.locator("rw-list").press("Escape");
            assertThat(row(page, "102")).hasCount(1);
            assertThat(page.locator(".newer")).hasCount(0);
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void keepsTheNewestFiveHundredAndDrawsOnlyWhatIsSeen() {
        Map<String, Object> settings = new HashMap<>(ConsoleWorld.SETTINGS);
        settings.put("roomwire.console.sampling", 100_000);
        try (Node node = Node.start(TestRedis.uri(), settings);
             ConsoleBench bench = ConsoleBench.open(node.address(), node.address())) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            AgentClient data = bench.data(dongle);
            for (int i = 0; i < 350; i++) {
                data.send(frame(dongle, "0x%03x".formatted(i), "01", "rx"));
            }
            assertThat(row(page, "15D")).hasCount(1);
            assertThat(page.locator("rw-list .space")).hasAttribute("style", "height: " + 26 * 351 + "px;");
            assertThat(rows(page).count()).isBetween(15, 60);
            for (int i = 350; i < 700; i++) {
                data.send(frame(dongle, "0x%03x".formatted(i), "01", "rx"));
            }
            assertThat(page.locator("rw-list .space")).hasAttribute("style", "height: " + 26 * 500 + "px;");
            assertThat(rows(page).first()).containsText("2BB");
            page.locator("rw-list").press("End");
            assertThat(rows(page).last()).containsText("0C8");
            assertThat(rows(page).count()).isBetween(15, 60);
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    private static Locator row(Page page, String text) {
        return rows(page).filter(new Locator.FilterOptions().setHasText(text));
    }
}
