package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.roomwire.pages.ConsoleBench.frame;
import static io.roomwire.pages.ConsoleBench.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.roomwire.console.AgentClient;
import io.roomwire.console.ConsoleWorld;
import io.roomwire.pages.ConsoleBench.Dongle;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What of a console is shown: one event of each kind is there, and each filter leaves its own. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleFiltersIT {

    private static final Map<String, String> TAGS = Map.of("CAN", "RX|TX", "Commands", "CMD", "Presence", "PRES");

    private final ConsoleBench bench = ConsoleBench.open();
    private final Dongle dongle = bench.dongle();
    private final Page page = bench.live(dongle);

    @BeforeAll
    void fill() {
        AgentClient data = bench.data(dongle);
        bench.control(dongle);
        data.send(frame(dongle, "0x1A0", "beef", "rx")).send(frame(dongle, "0x2A1", "dead", "tx"))
                .send(frame(dongle, "0x7FF", "0210", "rx"));
        ConsoleWorld.post(bench.node(), "/api/v1/dongles/" + dongle.id() + "/commands", bench.session(),
                "{\"command\":\"help\",\"command_target\":\"dongle\"}");
        assertThat(tagged("RX")).hasCount(2);
        assertThat(tagged("CMD")).hasCount(1);
        tagged("PRES").first().waitFor();
    }

    @AfterAll
    void end() {
        assertThat(bench.browser().errors()).isEmpty();
        bench.close();
    }

    @BeforeEach
    void showAll() {
        Locator all = page.getByText("Show all");
        if (all.isVisible()) {
            all.click();
        }
        assertThat(page.locator(".hint")).hasText("No filters");
    }

    @Test
    void hidesAKindOfEventsAndShowsItAgain() {
        TAGS.forEach((kind, tag) -> {
            Pattern tags = Pattern.compile("\\d(" + tag + ")");
            Locator box = page.getByLabel(kind, new Page.GetByLabelOptions().setExact(true));
            box.uncheck();
            assertThat(rows(page).filter(new Locator.FilterOptions().setHasText(tags))).hasCount(0);
            assertThat(page.locator(".hint")).containsText("Filters active");
            box.check();
            rows(page).filter(new Locator.FilterOptions().setHasText(tags)).first().waitFor();
            assertThat(page.locator(".hint")).hasText("No filters");
        });
    }

    @Test
    void hidesNotesStatesAndResets() {
        Map<String, Object> settings = new HashMap<>(ConsoleWorld.SETTINGS);
        settings.put("roomwire.console.sampling", 20);
        try (Node node = Node.start(TestRedis.uri(), settings);
             ConsoleBench own = ConsoleBench.open(node.address(), node.address())) {
            Dongle one = own.dongle();
            String group = own.group(one, own.dongle());
            Page watching = own.page("/console?target=group:" + group);
            ConsoleBench.chip(watching, "connected").waitFor();
            own.activate(group);
            watching.getByLabel("CAN", new Page.GetByLabelOptions().setExact(true)).uncheck();
            assertThat(rows(watching).filter(text("GROUP")).first()).isVisible();
            TestRedis.call("DEL", "rw:{group:" + group + "}:events");
            AgentClient data = own.data(one);
            for (int i = 0; i < 100; i++) {
                data.send(frame(one, "0x1A0", "01", "rx"));
            }
            Map.of("Logs", "LOG", "Group state", "GROUP", "Stream reset", "RESET").forEach((kind, tag) -> {
                rows(watching).filter(text(tag)).first().waitFor();
                watching.getByLabel(kind).uncheck();
                assertThat(rows(watching).filter(text(tag))).hasCount(0);
                watching.getByLabel(kind).check();
                rows(watching).filter(text(tag)).first().waitFor();
            });
        }
    }

    private static Locator.FilterOptions text(String tag) {
        return new Locator.FilterOptions().setHasText(tag);
    }

    @Test
    void showsOneDirectionOfFramesAlone() {
        page.getByLabel("RX").uncheck();
        assertThat(tagged("RX")).hasCount(0);
        assertThat(tagged("TX")).hasCount(1);
        assertThat(tagged("CMD")).hasCount(1);
        page.getByLabel("TX").uncheck();
        page.getByLabel("RX").check();
        assertThat(tagged("RX")).hasCount(2);
        assertThat(tagged("TX")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile("hide=tx"));
    }

    @Test
    void findsACanIdByAPartOfItWithOrWithoutItsMark() {
        for (String wanted : List.of("1a0", "0x1A0", "0X1a0", " 1A ")) {
            canId().fill(wanted);
            assertThat(rows(page)).hasCount(1);
            assertThat(rows(page)).containsText("be ef");
        }
        canId().fill("A");
        assertThat(rows(page)).hasCount(2);
        canId().fill("0x");
        assertThat(page.locator(".hint")).hasText("No filters");
        canId().fill("123");
        assertThat(page.locator(".frame .empty")).hasText("Nothing that matches the filters has come yet.");
    }

    @Test
    void findsTextAsItIsShownAndAsItCame() {
        for (String wanted : List.of("BE EF", "beef", "\"can_id\":\"0x1a0\"")) {
            text().fill(wanted);
            assertThat(rows(page)).hasCount(1);
            assertThat(rows(page)).containsText("1A0");
        }
        text().fill("queued");
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText("CMD");
    }

    @Test
    void keepsTheFiltersInTheAddress() {
        Dongle other = bench.dongle();
        Page fresh = bench.live(other);
        fresh.getByLabel("Presence").uncheck();
        fresh.getByLabel("Logs").uncheck();
        fresh.locator("rw-console-events").getByLabel("CAN id").fill("7f");
        assertThat(fresh).hasURL(Pattern.compile("hide=presence,log&can=7f"));
        fresh.reload();
        assertThat(fresh.getByLabel("Presence")).not().isChecked();
        assertThat(fresh.getByLabel("CAN", new Page.GetByLabelOptions().setExact(true))).isChecked();
        assertThat(fresh.locator("rw-console-events").getByLabel("CAN id")).hasValue("7f");
        assertThat(fresh.locator(".hint")).containsText("Filters active");
        ConsoleBench.chip(fresh, "connected").waitFor();
        bench.data(other).send(frame(other, "0x7FF", "0210", "rx")).send(frame(other, "0x2A1", "dead", "tx"))
                .send(frame(other, "0x1A0", "beef", "rx")).send(frame(other, "0x7FF", "0211", "rx"));
        assertThat(rows(fresh)).hasCount(2);
        fresh.getByText("Show all").click();
        assertThat(fresh.locator(".event[data-kind=can_frame]")).hasCount(4);
        assertThat(fresh).not().hasURL(Pattern.compile("hide=|can="));
    }

    private Locator canId() {
        return page.locator("rw-console-events").getByLabel("CAN id");
    }

    private Locator text() {
        return page.locator("rw-console-events").getByLabel("Text");
    }

    private Locator tagged(String tag) {
        return rows(page).filter(new Locator.FilterOptions().setHasText(Pattern.compile("\\d" + tag)));
    }
}
