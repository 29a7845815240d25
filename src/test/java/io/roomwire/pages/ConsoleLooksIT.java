package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.roomwire.pages.ConsoleBench.chip;
import static io.roomwire.pages.ConsoleBench.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.console.AgentClient;
import io.roomwire.console.ConsoleWorld;
import io.roomwire.json.JsonFields;
import io.roomwire.pages.ConsoleBench.Dongle;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages of the console as everybody can use them, with live data shown, and with text that means harm. */
@Timeout(60)
final class ConsoleLooksIT {

    private static final String HARM = "<img src=x onerror=window.ran=1><script>window.ran=1</script>\u202egnirts\u202c";

    @Test
    void everyStateIsAccessible() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            Accessibility.check(page);
            bench.answering(dongle, ConsoleLooksIT::harmful);
            AgentClient data = bench.data(dongle);
            for (int i = 0; i < 60; i++) {
                data.send(frame(dongle, "0x1A0", "0102", i % 2 == 0 ? "rx" : "tx"));
            }
            assertThat(ConsoleBench.figure(page, "TX")).hasText("30");
            page.locator("rw-list").press("PageDown");
            page.getByText("Command console").click();
            page.getByText("Send command").click();
            page.locator(".command pre").first().waitFor();
            Accessibility.check(page);
            page.locator(".head").getByText("Pause").click();
            page.locator("rw-console-events").getByLabel("Text").fill("nothing of the kind");
            Accessibility.check(page);
            page.getByText("Hide events").click();
            Accessibility.check(page);
        }
    }

    @Test
    void groupsAreAccessible() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Page page = bench.page("/groups");
            page.getByText("Two dongles of yours make one.").waitFor();
            Accessibility.check(page);
            bench.group(bench.dongle(), bench.dongle());
            bench.dongle();
            bench.dongle();
            page.reload();
            chip(page, "connected").waitFor();
            Accessibility.check(page);
        }
    }

    @Test
    void fitsANarrowScreenWithDataAndAllThatCanBeSaid() {
        try (ConsoleBench bench = ConsoleBench.open(ConsoleBench.NARROW)) {
            Dongle dongle = bench.dongle();
            String group = bench.group(dongle, bench.dongle());
            bench.answering(dongle, ConsoleLooksIT::harmful);
            Page page = bench.page("/console?target=group:" + group + "&tab=commands&can=1");
            chip(page, "connected").waitFor();
            page.getByText("Send command").click();
            page.locator(".command pre").first().waitFor();
            bench.data(dongle).send(frame(dongle, "0x1A0", "01 02 03 04 05 06 07 08", "rx"));
            ConsoleBench.rows(page).first().click();
            assertFits(page);
            page.locator(".head").getByText("Pause").click();
            page.locator(".notice").waitFor();
            assertFits(page);
            page.navigate(page.url().replaceFirst("/console.*", "/groups"));
            page.locator(".group").waitFor();
            assertFits(page);
        }
    }

    private static void assertFits(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(375);
    }

    @Test
    void showsMarkupAndScriptsAsTheTextTheyAre() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            bench.answering(dongle, ConsoleLooksIT::harmful);
            String device = dongle.id().substring(2);
            ConsoleWorld.post(bench.node(), "/api/v1/agents/devices/report", dongle.agent().token(),
                    Json.text(Map.of("devices", List.of(Map.of("device_id", device, "fw_build", HARM, "lan_ip", HARM,
                            "owner_user_id", bench.user())))));
            Page page = bench.page("/console?target=dongle:" + dongle.id() + "&tab=commands");
            chip(page, "connected").waitFor();
            bench.data(dongle).send(frame(dongle, "0x1A0", "01", "rx")
                    .replace("\"can1\"", "\"" + HARM.substring(0, 36) + "\"").replace("2026-01-05T10:00:00.123Z", "<b>x"));
            page.locator(".event[data-kind=can_frame]").click();
            assertThat(page.locator(".detail pre")).containsText(HARM.substring(0, 36));
            page.getByText("Send command").click();
            assertThat(page.locator("pre.stdout")).hasText(HARM);
            assertThat(page.locator("pre.stderr")).hasText(HARM);
            page.getByText("CAN console").click();
            page.getByText("Send once").click();
            assertThat(page.locator(".outcome")).containsText("The agent refused: " + HARM);
            page.locator("rw-console-events").getByLabel("Text").fill(HARM);
            page.reload();
            assertThat(page.locator("rw-console-events").getByLabel("Text")).hasValue(HARM);
            assertThat(page.locator(".about")).containsText("firmware " + HARM);
            assertThat(page.evaluate("window.ran")).isNull();
            assertThat(page.locator("main img, main script")).hasCount(0);
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void nothingMovesWhileEventsArriveButTheRowsOfTheList() {
        Map<String, Object> settings = new HashMap<>(ConsoleWorld.SETTINGS);
        settings.put("roomwire.console.sampling", 20);
        try (Node node = Node.start(TestRedis.uri(), settings);
             ConsoleBench bench = ConsoleBench.open(node.address(), node.address())) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            page.waitForFunction("() => document.querySelector('.about').textContent.includes('firmware')");
            page.evaluate("""
                    () => { window.moved = []; new PerformanceObserver(list => {
                      for (const { sources } of list.getEntries()) for (const { node } of sources) {
                        const element = node?.nodeType === 1 ? node : node?.parentElement
                        if (element && !element.closest('rw-list')) moved.push(element.outerHTML.slice(0, 200))
                      }
                    }).observe({ type: 'layout-shift' }) }""");
            AgentClient data = bench.data(dongle);
            bench.answering(dongle, ConsoleLooksIT::harmful);
            for (int i = 0; i < 100; i++) {
                data.send(frame(dongle, "0x1A0", "0102", "rx"));
            }
            ConsoleWorld.post(bench.node(), "/api/v1/dongles/" + dongle.id() + "/commands", bench.session(),
                    "{\"command\":\"help\",\"command_target\":\"dongle\"}");
            assertThat(page.getByText("Sampling enabled").first()).isVisible();
            assertThat(page.locator(".notice")).hasCount(0);
            assertThat((List<?>) page.evaluate("moved")).isEmpty();
        }
    }

    private static List<String> harmful(JsonNode message) {
        String request = JsonFields.text(message, "request_id").orElse("");
        return List.of(JsonFields.text(message, "command_id").map(id -> Json.text(Map.of("type", "command_response",
                        "command_id", id, "status", "ok", "exit_code", 0, "stdout", HARM, "stderr", HARM)))
                .orElse(Json.text(Map.of("type", "can_frame_send_error", "request_id", request, "message", HARM))));
    }
}
